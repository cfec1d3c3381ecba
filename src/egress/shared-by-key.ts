/** More kinds than a deployment has; beyond it, sharing starts anew and what is held stays as it is. */
const kindsMax = 4_096;

/** Equal things of many accounts, held once: a hundred thousand of them go to a handful of places by the same rules. */
export class SharedByKey<T> {
  readonly #byKey = new Map<string, T>();

  share(key: string, value: T): T {
    const held = this.#byKey.get(key);
    if (held !== undefined) return held;
    if (this.#byKey.size >= kindsMax) this.#byKey.clear();
    this.#byKey.set(key, value);
    return value;
  }
}
