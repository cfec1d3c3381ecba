/**
 * How many characters look as if chance had put them together: keys are that, words and names are not. Models have
 * digits and hyphens in their names as well, but no long piece of both.
 */
export function countRandom(text: string): number {
  let count = 0;
  for (const piece of text.split(/[^A-Za-z0-9]+/)) if (isRandom(piece)) count += piece.length;
  return count;
}

function isRandom(piece: string): boolean {
  if (piece.length < 3) return false;
  const hasDigit = /\d/.test(piece);
  if (!/[A-Za-z]/.test(piece)) return piece.length >= 10;
  return hasDigit || hasOddCase(piece) || piece.length >= 30;
}

/** `OpenAi` has capitals where words begin; `qXaTzRwPoLk` has them everywhere. */
function hasOddCase(piece: string): boolean {
  if (piece.length < 10) return false;
  let changes = 0;
  for (let at = 1; at < piece.length; at += 1) {
    if (isCapital(piece, at) !== isCapital(piece, at - 1)) changes += 1;
  }
  return changes * 5 >= piece.length * 2;
}

function isCapital(text: string, at: number): boolean {
  return text.charAt(at) <= 'Z';
}

/** What people and programs put between the parts of something that is to be one word. */
const between = /[\s"'`*\\|>+,]{1,16}/y;

const gatheredMax = 240;

/**
 * How much of a secret that begins here is there, also where it was taken apart: over lines, in groups, letter by
 * letter, as strings that are joined. A word ends it, unless all parts are as long as it. `end` is where its first part ends.
 */
export function gather(text: string, at: number, shape: RegExp): { random: number; end: number } {
  const first = matchAt(shape, text, at);
  const end = at + first.length;
  let position = end;
  let random = countRandom(first);
  let letters = '';
  let lastLength = 0;
  while (position - at < gatheredMax) {
    position += matchAt(between, text, position).length;
    const piece = matchAt(shape, text, position);
    if (piece === '') break;
    position += piece.length;
    if (piece.length === 1) letters += piece;
    else if (!isWord(piece)) random += isName(piece) ? 0 : piece.length;
    else if (piece.length > 3 && piece.length !== lastLength) break;
    lastLength = piece.length;
  }
  return { random: random + countRandom(letters), end };
}

function isWord(piece: string): boolean {
  return /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(piece);
}

/** `my-gateway-2` has a digit as well. */
function isName(piece: string): boolean {
  return /[-_./]/.test(piece) && countRandom(piece) === 0;
}

/** What a sticky shape finds at exactly this place; empty where it does not fit. */
export function matchAt(shape: RegExp, text: string, at: number): string {
  shape.lastIndex = at;
  return shape.exec(text)?.[0] ?? '';
}
