import { keyBytes } from './aes-gcm.ts';

const slotsInBlock = 256;

/**
 * Keys side by side in memory of their own. A buffer for each would weigh ten times its key, and the small ones that
 * Node cuts from a shared pool would each keep alive whatever lay around them.
 */
export class KeySlots {
  readonly #blocks: Buffer[] = [];
  readonly #free: number[] = [];

  /** Takes the key over: what was given is zeroed. */
  put(key: Buffer): number {
    if (this.#free.length === 0) this.#addBlock();
    const slot = this.#free.pop() as number;
    this.at(slot).set(key);
    key.fill(0);
    return slot;
  }

  /** To be used at once: after `clear` it shows zeroes, and later another key. */
  at(slot: number): Buffer {
    const block = this.#blocks[Math.floor(slot / slotsInBlock)] as Buffer;
    const from = (slot % slotsInBlock) * keyBytes;
    return block.subarray(from, from + keyBytes);
  }

  clear(slot: number): void {
    this.at(slot).fill(0);
    this.#free.push(slot);
  }

  #addBlock(): void {
    const first = this.#blocks.length * slotsInBlock;
    this.#blocks.push(Buffer.alloc(slotsInBlock * keyBytes));
    for (let slot = first + slotsInBlock - 1; slot >= first; slot -= 1) this.#free.push(slot);
  }
}
