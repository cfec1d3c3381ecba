/** What the sandbox counts in place of tokens. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(/\S+/g)) count += 1;
  return count;
}

export function listWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A text in words, each with the space before it: put together again they are the text. */
export function splitIntoWords(text: string): string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? (text === '' ? [] : [text]);
}

/** In one line, and not too much of it. */
export function summarize(text: string, lengthMax = 160): string {
  const line = text
    .slice(0, 10 * lengthMax)
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...line];
  return letters.length <= lengthMax ? line : `${letters.slice(0, lengthMax).join('').trimEnd()}…`;
}
