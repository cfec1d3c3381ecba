import { getHeapStatistics, setFlagsFromString } from 'node:v8';

/**
 * By itself V8 goes through the whole heap after every 64 MB of bodies, whether or not anything else has grown: with
 * prompts of 400 KB that is once in 150 calls, and cost as much as all else about them (1,330 µs of CPU a call, 720
 * without). Counted as part of the heap, bodies wait until it has grown by a share of itself.
 */
export const bodiesWithHeap = '--external-memory-accounted-in-global-limit';

/**
 * By itself that share is up to three times what is in use, so that little time is spent on collecting. That is nothing
 * to speak of for a small heap; of a large one, as a hundred thousand tenants have, it would be most of the memory.
 */
export const smallShare = '--heap-growing-percent=30';
const anyShare = '--heap-growing-percent=0';

const largeBytes = 200 * 1024 * 1024;
const looksEveryMs = 5_000;

/** Before the first call: what is set while V8 collects may come too late for that time. */
export function watchHeap(): void {
  setFlagsFromString(bodiesWithHeap);
  let wasLarge = false;
  setInterval(() => {
    const isLarge = getHeapStatistics().used_heap_size > largeBytes;
    if (isLarge !== wasLarge) setFlagsFromString(isLarge ? smallShare : anyShare);
    wasLarge = isLarge;
  }, looksEveryMs).unref();
}
