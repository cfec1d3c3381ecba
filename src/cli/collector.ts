import { setFlagsFromString } from 'node:v8';

/**
 * By itself V8 goes through the whole heap after every 64 MB of bodies, whether or not anything else has grown: with
 * prompts of 400 KB that is once in 150 calls, and cost as much as all else about them (1,330 µs of CPU a call, 720
 * without). Counted as part of the heap, bodies wait until it has grown by a share of itself.
 */
export const collectorFlag = '--external-memory-accounted-in-global-limit';

/** Before the first call: what is set while V8 collects may come too late for that time. */
export function countBodiesWithHeap(): void {
  setFlagsFromString(collectorFlag);
}
