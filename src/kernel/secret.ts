const redacted = '[redacted]';
/** The scrubber would mangle ordinary text if it replaced values as short as these. */
const scrubbedLengthMin = 6;
/** Showing four characters of a short secret would give too much of it away. */
const last4LengthMin = 12;

/**
 * A value that must not appear in logs, errors or answers. Everything that turns objects into text sees
 * `[redacted]`; `reveal()` is the only way out, so each use can be found by its name.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** What people may see to tell one secret from another. */
  last4(): string | null {
    return this.#value.length >= last4LengthMin ? this.#value.slice(-4) : null;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  [Symbol.toPrimitive](): string {
    return redacted;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}

/**
 * Removes live secret values from text that came from elsewhere: an upstream's error that echoes a key, a stack
 * trace. Values are held as long as the secret is in use; the owner removes them when it changes. There may be a
 * hundred thousand of them, so they are found by how they begin, and their forms are not kept.
 */
export class Scrubber {
  /** A list only where several begin alike: nearly every start is of one. */
  readonly #byStart = new Map<number, Secret | Secret[]>();

  add(secret: Secret): void {
    for (const form of formsOf(secret)) {
      const start = hashOfStart(form, 0);
      const held = this.#byStart.get(start);
      if (held === undefined) this.#byStart.set(start, secret);
      else if (Array.isArray(held)) held.push(secret);
      else this.#byStart.set(start, [held, secret]);
    }
  }

  remove(secret: Secret): void {
    for (const form of formsOf(secret)) {
      const start = hashOfStart(form, 0);
      const held = listOf(this.#byStart.get(start));
      // Whoever lets go may hold the value in an object of its own.
      const at = held.findIndex((one) => one.reveal() === secret.reveal());
      if (at === -1) continue;
      const [only, ...others] = held.toSpliced(at, 1);
      if (only === undefined) this.#byStart.delete(start);
      else this.#byStart.set(start, others.length === 0 ? only : [only, ...others]);
    }
  }

  scrub(text: string): string {
    if (this.#byStart.size === 0) return text;
    let scrubbed = '';
    let copiedTo = 0;
    for (let at = 0; at + scrubbedLengthMin <= text.length; at += 1) {
      const held = this.#byStart.get(hashOfStart(text, at));
      const length = held === undefined ? 0 : longestAt(text, at, listOf(held));
      if (length === 0) continue;
      scrubbed += text.slice(copiedTo, at) + redacted;
      copiedTo = at + length;
      at = copiedTo - 1;
    }
    return copiedTo === 0 ? text : scrubbed + text.slice(copiedTo);
  }
}

function listOf(held: Secret | Secret[] | undefined): readonly Secret[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** Of the first characters, as many as the shortest value has that is looked for. */
function hashOfStart(text: string, from: number): number {
  let hash = 0;
  for (let at = from; at < from + scrubbedLengthMin; at += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  }
  return hash;
}

/** A short secret inside a long one must not leave the rest of the long one standing. */
function longestAt(text: string, at: number, secrets: readonly Secret[]): number {
  let longest = 0;
  for (const secret of secrets) {
    for (const form of formsOf(secret)) {
      if (form.length > longest && text.startsWith(form, at)) longest = form.length;
    }
  }
  return longest;
}

/** A secret travels also in the forms that headers, URLs and JSON give it. */
function formsOf(secret: Secret): Set<string> {
  const value = secret.reveal();
  if (value.length < scrubbedLengthMin) return new Set();
  const bytes = Buffer.from(value, 'utf8');
  // Without its padding: that alone tells nothing, and it is not always written.
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const escaped = JSON.stringify(value).slice(1, -1);
  return new Set([value, encodeURIComponent(value), escaped, base64, bytes.toString('hex')]);
}
