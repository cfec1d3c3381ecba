/**
 * Equal values of many rows, held once. Every row brings copies of its own: of its tenant’s id, of names that all
 * tenants use, of settings that most leave alone. Only for what is never changed in place.
 */
export class SharedValues {
  readonly #strings = new Map<string, string>();
  readonly #objects = new Map<string, object>();

  /** Puts the shared value in the place of each that the row brought. */
  shareIn<Row extends object>(row: Row): Row {
    const values = row as Record<string, unknown>;
    for (const column in values) values[column] = this.#shared(values[column]);
    return row;
  }

  /** Of what is put together out of a row. */
  share<Value extends object>(value: Value): Value {
    return this.#object(value) as Value;
  }

  #shared(value: unknown): unknown {
    if (typeof value === 'string') return this.#string(value);
    return isPlain(value) ? this.#object(value) : value;
  }

  #string(value: string): string {
    const held = this.#strings.get(value);
    if (held === undefined) this.#strings.set(value, value);
    return held ?? value;
  }

  #object(value: object): object {
    const key = JSON.stringify(value);
    const held = this.#objects.get(key);
    if (held === undefined) this.#objects.set(key, value);
    return held ?? value;
  }
}

/** A list or what a JSON column holds; no date and no bytes. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
