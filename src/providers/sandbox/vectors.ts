import { listWords } from './words.ts';

/**
 * A unit vector of a text: each word falls on one place, up or down, by its hash. The same text gives the same vector
 * in every process, and texts that share words lie near each other.
 */
export function toUnitVector(text: string, length: number): number[] {
  const sums = new Array<number>(length).fill(0);
  for (const word of listWords(text.toLowerCase())) {
    const hash = hashOf(word);
    const at = (hash >>> 1) % length;
    sums[at] = (sums[at] ?? 0) + (hash & 1 ? 1 : -1);
  }
  const norm = Math.hypot(...sums);
  // No words, or words that cancel each other out: a direction all the same.
  if (norm === 0) return sums.map((_, at) => (at === 0 ? 1 : 0));
  return sums.map((sum) => sum / norm);
}

/** FNV-1a, 32 bits, stirred at the end: its low bits alone would follow the last letter. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
