const base64Run = /[A-Za-z0-9+/_-]{24,}={0,2}(?:[ \t]{0,4}\n[ \t>]{0,4}[A-Za-z0-9+/_-]{4,}={0,2})*/g;
const hexRun = /(?<![0-9a-f])(?:[0-9a-f]{2}[ :]?){20,2000}/gi;

export interface DecodedText {
  text: string;
  at: number;
}

/** What stands in the text as base64 or hex and is text itself; what is not readable is none. */
export function listDecoded(text: string): DecodedText[] {
  const decoded: DecodedText[] = [];
  for (const { 0: run, index: at } of text.matchAll(base64Run)) {
    keepReadable(decoded, Buffer.from(run.replace(/[\s>]/g, ''), 'base64'), at);
  }
  for (const { 0: run, index: at } of text.matchAll(hexRun)) {
    keepReadable(decoded, Buffer.from(run.replace(/[ :]/g, ''), 'hex'), at);
  }
  return decoded;
}

const readableMin = 16;

function keepReadable(decoded: DecodedText[], bytes: Buffer, at: number): void {
  const text = bytes.toString('latin1');
  const readable = /^[\t\n\r\x20-\x7e]*/.exec(text)?.[0] ?? '';
  if (readable.length >= readableMin) decoded.push({ text: readable, at });
}
