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
 * trace. Values are held as long as the secret is in use; the owner removes them when it changes.
 */
export class Scrubber {
  readonly #holders = new Map<string, number>();
  #pattern: RegExp | undefined;

  add(secret: Secret): void {
    for (const form of formsOf(secret)) this.#holders.set(form, (this.#holders.get(form) ?? 0) + 1);
    this.#pattern = undefined;
  }

  remove(secret: Secret): void {
    for (const form of formsOf(secret)) {
      const holders = (this.#holders.get(form) ?? 0) - 1;
      if (holders > 0) this.#holders.set(form, holders);
      else this.#holders.delete(form);
    }
    this.#pattern = undefined;
  }

  scrub(text: string): string {
    if (this.#holders.size === 0) return text;
    this.#pattern ??= patternOf([...this.#holders.keys()]);
    return text.replace(this.#pattern, redacted);
  }
}

/** A secret travels also in the forms that headers, URLs and JSON give it. */
function formsOf(secret: Secret): string[] {
  const value = secret.reveal();
  if (value.length < scrubbedLengthMin) return [];
  const bytes = new TextEncoder().encode(value);
  const base64 = btoa(String.fromCharCode(...bytes));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const forms = [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1), base64, hex];
  return [...new Set([...forms, base64.replace(/=+$/, '')])];
}

function patternOf(values: string[]): RegExp {
  // Longest first: a short secret inside a long one must not leave the rest of the long one standing.
  const ordered = values.toSorted((a, b) => b.length - a.length);
  return new RegExp(ordered.map((value) => RegExp.escape(value)).join('|'), 'g');
}
