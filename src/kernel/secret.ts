const redacted = '[redacted]';
/** The scrubber would mangle ordinary text if it replaced values as short as these. */
const scrubbedLengthMin = 6;
/**
 * How far a form is read to tell it from others: keys of one provider begin alike for up to 13 characters, and PEM
 * texts for some 80. A form is found by the longest of these that it has.
 */
const reaches = [scrubbedLengthMin, 20, 128];
const hashedLengthMax = 20;
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
  /** How many forms begin so: hardly any place of a text goes beyond this. */
  readonly #beginnings = new Map<number, number>();
  /** By how far a form is read to find it; a list only where several are alike so far. */
  readonly #byReach = new Map(reaches.map((reach) => [reach, new Map<number, Secret | Secret[]>()]));
  /** Of values that more than one holds: how many more do. */
  readonly #furtherHolders = new Map<string, number>();

  add(secret: Secret): void {
    const value = secret.reveal();
    if (this.#holds(value)) {
      this.#furtherHolders.set(value, (this.#furtherHolders.get(value) ?? 0) + 1);
      return;
    }
    for (const form of formsOf(secret)) {
      const [beginning, index, key] = this.#placeOf(form);
      this.#beginnings.set(beginning, (this.#beginnings.get(beginning) ?? 0) + 1);
      const held = index.get(key);
      if (held === undefined) index.set(key, secret);
      else if (Array.isArray(held)) held.push(secret);
      else index.set(key, [held, secret]);
    }
  }

  remove(secret: Secret): void {
    const value = secret.reveal();
    const further = this.#furtherHolders.get(value);
    if (further !== undefined) {
      if (further === 1) this.#furtherHolders.delete(value);
      else this.#furtherHolders.set(value, further - 1);
      return;
    }
    for (const form of formsOf(secret)) {
      const [beginning, index, key] = this.#placeOf(form);
      const held = listOf(index.get(key));
      // Whoever lets go may hold the value in an object of its own.
      const at = held.findIndex((one) => one.reveal() === value);
      if (at === -1) continue;
      const [only, ...others] = held.toSpliced(at, 1);
      if (only === undefined) index.delete(key);
      else index.set(key, others.length === 0 ? only : [only, ...others]);
      const alike = (this.#beginnings.get(beginning) ?? 0) - 1;
      if (alike > 0) this.#beginnings.set(beginning, alike);
      else this.#beginnings.delete(beginning);
    }
  }

  scrub(text: string): string {
    if (this.#beginnings.size === 0) return text;
    let scrubbed = '';
    let copiedTo = 0;
    for (let at = 0; at + scrubbedLengthMin <= text.length; at += 1) {
      if (!this.#beginnings.has(hashUpTo(text, at, scrubbedLengthMin))) continue;
      const length = this.#longestAt(text, at);
      if (length === 0) continue;
      scrubbed += text.slice(copiedTo, at) + redacted;
      copiedTo = at + length;
      at = copiedTo - 1;
    }
    return copiedTo === 0 ? text : scrubbed + text.slice(copiedTo);
  }

  #longestAt(text: string, at: number): number {
    let longest = 0;
    for (const [reach, index] of this.#byReach) {
      if (at + reach > text.length) continue;
      longest = Math.max(longest, longestAt(text, at, listOf(index.get(hashUpTo(text, at, reach)))));
    }
    return longest;
  }

  #holds(value: string): boolean {
    if (value.length < scrubbedLengthMin) return false;
    const [, index, key] = this.#placeOf(value);
    return listOf(index.get(key)).some((held) => held.reveal() === value);
  }

  #placeOf(form: string): [beginning: number, index: Map<number, Secret | Secret[]>, key: number] {
    const reach = reaches.findLast((one) => one <= form.length) ?? scrubbedLengthMin;
    const index = this.#byReach.get(reach) ?? new Map<number, Secret | Secret[]>();
    return [hashUpTo(form, 0, scrubbedLengthMin), index, hashUpTo(form, 0, reach)];
  }
}

function listOf(held: Secret | Secret[] | undefined): readonly Secret[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

/** Of the last characters before `reach`, counted from `from`. */
function hashUpTo(text: string, from: number, reach: number): number {
  let hash = 0;
  for (let at = from + Math.max(0, reach - hashedLengthMax); at < from + reach; at += 1) {
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
