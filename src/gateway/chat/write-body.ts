import type { ChatCall } from './parse-chat.ts';

/** Below this, writing all of it anew is cheaper than finding out what can stay. */
const copiedLengthMin = 16 * 1024;

/**
 * The body for the provider. What a dialect left as the caller wrote it is copied from the caller's own text: a long
 * conversation to an OpenAI-shaped provider is then not written anew for the sake of its model's name.
 */
export function writeBody({ text, fields, chat }: ChatCall, body: unknown): string {
  if (text.length < copiedLengthMin || typeof body !== 'object' || body === null) return JSON.stringify(body);
  const asked = chat as unknown as Readonly<Record<string, unknown>>;
  const written: string[] = [];
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    const span = value === asked[name] ? fields.get(name) : undefined;
    const json = span ? text.slice(span.start, span.end) : JSON.stringify(value);
    written.push(`${JSON.stringify(name)}:${json}`);
  }
  return `{${written.join(',')}}`;
}
