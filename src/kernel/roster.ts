/** Whoever can stand in one roster. */
export interface Seated {
  /** Where it stands; -1 while it does not. */
  seat: number;
}

/**
 * Who is there, where thousands come and go each second. A `Set` makes a new table again and again, and each old table
 * holds the next one and all that stood in itself until the old generation is collected: finished calls by the
 * thousand, with their bodies.
 */
export class Roster<T extends Seated> implements Iterable<T> {
  readonly #seats: (T | undefined)[] = [];
  readonly #free: number[] = [];

  get size(): number {
    return this.#seats.length - this.#free.length;
  }

  add(item: T): void {
    if (item.seat !== -1) return;
    item.seat = this.#free.pop() ?? this.#seats.length;
    this.#seats[item.seat] = item;
  }

  delete(item: T): void {
    const { seat } = item;
    if (seat === -1) return;
    this.#seats[seat] = undefined;
    this.#free.push(seat);
    item.seat = -1;
  }

  *[Symbol.iterator](): Generator<T> {
    for (const item of this.#seats) if (item) yield item;
  }
}
