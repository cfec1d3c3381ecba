const windowMs = 60_000;
const slotMs = 2_000;
/** The slot that is under way, and as many before it as the window reaches into. */
const slots = windowMs / slotMs + 1;

/** After this long a count weighs nothing any more. */
export const countedForMs = slots * slotMs;

/**
 * What was counted within the last minute. Kept by slots of two seconds, and a slot counts until its last moment has
 * left the window: no minute, wherever it begins, holds more than was let through; what is over may be up to two
 * seconds late to make room.
 */
export class SlidingWindow {
  readonly #counts = new Uint32Array(slots);
  #latest = 0;
  #sum = 0;

  sum(now: number): number {
    this.#moveTo(Math.floor(now / slotMs));
    return this.#sum;
  }

  /** `at` lies up to a window before `now` where the count comes from elsewhere. */
  add(count: number, now: number, at = now): void {
    this.#moveTo(Math.floor(now / slotMs));
    const slot = Math.min(Math.floor(at / slotMs), this.#latest);
    if (slot <= this.#latest - slots) return;
    this.#counts[slot % slots] = this.#in(slot) + count;
    this.#sum += count;
  }

  /** What leaves the window `age` slots from now. */
  leavingAfter(age: number): number {
    return this.#in(this.#latest - slots + age);
  }

  #in(slot: number): number {
    return this.#counts[slot % slots] ?? 0;
  }

  #moveTo(slot: number): void {
    const ahead = slot - this.#latest;
    if (ahead === 0) return;
    // Where the clock was set back by more than a window, what it says of the past means nothing.
    if (ahead >= slots || ahead <= -slots) {
      this.#counts.fill(0);
      this.#sum = 0;
    } else if (ahead < 0) return;
    else {
      for (let gone = this.#latest + 1; gone <= slot; gone += 1) {
        this.#sum -= this.#in(gone);
        this.#counts[gone % slots] = 0;
      }
    }
    this.#latest = slot;
  }
}

/** How long until less than `limit` is left in these windows together; all of them were just asked for their sum. */
export function msUntilBelow(
  limit: number,
  windows: readonly SlidingWindow[],
  sum: number,
  now: number,
): number {
  let left = sum;
  for (let age = 1; age <= slots; age += 1) {
    for (const window of windows) left -= window.leavingAfter(age);
    if (left < limit) return (Math.floor(now / slotMs) + age) * slotMs - now;
  }
  return countedForMs;
}
