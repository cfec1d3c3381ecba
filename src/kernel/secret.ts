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
 * hundred thousand of them, so they are found by hashes of their forms, and the forms are not kept.
 */
export class Scrubber {
  /** How many forms begin so: hardly any place of a text goes beyond this. Keys of one provider all begin alike. */
  readonly #beginnings = new Map<number, number>();
  /** How many forms are as long. */
  readonly #lengths = new Map<number, number>();
  #longest = 0;
  /** By the whole form; a list only where several have the same. */
  readonly #byForm = new Map<number, Secret | Secret[]>();
  /** Of values that more than one holds: how many more do. */
  readonly #furtherHolders = new Map<string, number>();

  add(secret: Secret): void {
    const value = secret.reveal();
    if (this.#find(hashOf(value), value) !== undefined) {
      count(this.#furtherHolders, value, 1);
      return;
    }
    for (const form of formsOf(secret)) {
      count(this.#beginnings, hashOf(form, scrubbedLengthMin), 1);
      count(this.#lengths, form.length, 1);
      this.#longest = Math.max(this.#longest, form.length);
      const hash = hashOf(form);
      const held = listOf(this.#byForm.get(hash));
      this.#byForm.set(hash, held.length === 0 ? secret : [...held, secret]);
    }
  }

  remove(secret: Secret): void {
    const value = secret.reveal();
    if (this.#furtherHolders.has(value)) {
      count(this.#furtherHolders, value, -1);
      return;
    }
    // Whoever lets go may hold the value in an object of its own.
    const known = this.#find(hashOf(value), value);
    if (known === undefined) return;
    for (const form of formsOf(known)) {
      count(this.#beginnings, hashOf(form, scrubbedLengthMin), -1);
      count(this.#lengths, form.length, -1);
      const hash = hashOf(form);
      const [only, ...others] = listOf(this.#byForm.get(hash)).filter((one) => one !== known);
      if (only === undefined) this.#byForm.delete(hash);
      else this.#byForm.set(hash, others.length === 0 ? only : [only, ...others]);
    }
  }

  scrub(text: string): string {
    if (this.#beginnings.size === 0) return text;
    let scrubbed = '';
    let copiedTo = 0;
    for (let at = 0; at + scrubbedLengthMin <= text.length; at += 1) {
      if (!this.#beginnings.has(hashOf(text, scrubbedLengthMin, at))) continue;
      const length = this.#longestAt(text, at);
      if (length === 0) continue;
      scrubbed += text.slice(copiedTo, at) + redacted;
      copiedTo = at + length;
      at = copiedTo - 1;
    }
    return copiedTo === 0 ? text : scrubbed + text.slice(copiedTo);
  }

  /** A short secret inside a long one must not leave the rest of the long one standing. */
  #longestAt(text: string, at: number): number {
    const reach = Math.min(text.length, at + this.#longest);
    let longest = 0;
    let hash = 0;
    for (let end = at; end < reach; end += 1) {
      hash = withCharacter(hash, text.charCodeAt(end));
      const length = end + 1 - at;
      if (!this.#lengths.has(length)) continue;
      const held = this.#byForm.get(hash);
      if (held !== undefined && hasForm(listOf(held), text.slice(at, end + 1))) longest = length;
    }
    return longest;
  }

  #find(hash: number, value: string): Secret | undefined {
    return listOf(this.#byForm.get(hash)).find((held) => held.reveal() === value);
  }
}

function listOf(held: Secret | Secret[] | undefined): readonly Secret[] {
  if (held === undefined) return [];
  return Array.isArray(held) ? held : [held];
}

function hasForm(secrets: readonly Secret[], text: string): boolean {
  return secrets.some((secret) => formsOf(secret).has(text));
}

function count<Key>(counts: Map<Key, number>, key: Key, by: 1 | -1): void {
  const now = (counts.get(key) ?? 0) + by;
  if (now > 0) counts.set(key, now);
  else counts.delete(key);
}

const withCharacter = (hash: number, code: number) => (Math.imul(hash, 31) + code) | 0;

function hashOf(text: string, length = text.length, from = 0): number {
  let hash = 0;
  for (let at = from; at < from + length; at += 1) hash = withCharacter(hash, text.charCodeAt(at));
  return hash;
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
