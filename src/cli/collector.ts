import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';

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
export const smallShare = '--heap-growing-percent=25';
const anyShare = '--heap-growing-percent=0';

/**
 * What is young has its place twice. By itself that grows to 128 MB while much of what is made stays, as when modules
 * are loaded or the snapshot of so many tenants is read, and never shrinks. That is the fastest for a small heap, and a
 * quarter of what a large one has in use.
 */
export const keepYoung = '--semi-space-growth-factor=1';
const growYoung = '--semi-space-growth-factor=2';
/** At once: under traffic too little stays for it to get there in steps. */
const growYoungWhole = '--semi-space-growth-factor=64';
const youngBytes = 32 * 1024 * 1024;

const largeBytes = 200 * 1024 * 1024;
const looksEveryMs = 5_000;

const growth = new PerformanceObserver(() => {
  if (youngNow() >= youngBytes) setFlagsFromString(keepYoung);
});

/** While a server's modules are loaded, which is one long turn of the event loop: what is young would grow most in it. */
export function holdYoung(): void {
  setFlagsFromString(keepYoung);
}

/** Before the records are read that a server keeps. */
export function growHeap(): void {
  setFlagsFromString(bodiesWithHeap);
  setFlagsFromString(growYoung);
  growth.observe({ entryTypes: ['gc'] });
}

/** Once all has been read that is kept for as long as the process runs. */
export function watchHeap(): void {
  growth.disconnect();
  let wasLarge: boolean | undefined;
  const look = () => {
    const isLarge = getHeapStatistics().used_heap_size > largeBytes;
    if (isLarge === wasLarge) return;
    wasLarge = isLarge;
    setFlagsFromString(isLarge ? smallShare : anyShare);
    setFlagsFromString(isLarge ? keepYoung : growYoungWhole);
  };
  look();
  setInterval(look, looksEveryMs).unref();
}

const youngNow = () =>
  getHeapSpaceStatistics().find((space) => space.space_name === 'new_space')?.space_size ?? 0;
