import type { ChatCall } from './parse-chat.ts';

/** Below this, writing all of it anew is cheaper than finding out what can stay. */
const copiedBytesMin = 16 * 1024;

const end = Buffer.from('}');

/**
 * The body for the provider. What a dialect left as the caller wrote it is copied from the caller's own bytes: a long
 * conversation to an OpenAI-shaped provider is then not written anew for the sake of its model's name. Undefined where
 * a text is missing that stood in what the dialect changed.
 */
export function writeBody(
  { bytes, fields, chat, sketch }: ChatCall,
  body: unknown,
): string | Buffer | undefined {
  if (bytes.length < copiedBytesMin || typeof body !== 'object' || body === null) return JSON.stringify(body);
  const asked = chat as unknown as Readonly<Record<string, unknown>>;
  const written: Buffer[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const span = value === asked[name] ? fields.get(name) : undefined;
    const json = span ? bytes.subarray(span.start, span.end) : JSON.stringify(value);
    if (typeof json === 'string' && sketch.isMarked(json)) return undefined;
    const start = `${written.length === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    written.push(Buffer.from(start), typeof json === 'string' ? Buffer.from(json) : json);
  }
  return Buffer.concat([...written, end]);
}
