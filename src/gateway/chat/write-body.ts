import type { OutgoingBody } from '../../kernel/outgoing-body.ts';
import type { ChatCall } from './parse-chat.ts';

/** Below this, writing all of it anew is cheaper than finding out what can stay. */
const passedOnBytesMin = 16 * 1024;

/**
 * The body for the provider. What a dialect left as the caller wrote it is sent out of the caller's own bytes: a long
 * conversation to an OpenAI-shaped provider is then neither written anew nor copied for the sake of its model's name.
 * Undefined where a text is missing that stood in what the dialect changed.
 */
export function writeBody(
  { bytes, fields, chat, sketch }: ChatCall,
  body: unknown,
): OutgoingBody | undefined {
  if (bytes.length < passedOnBytesMin || typeof body !== 'object' || body === null)
    return JSON.stringify(body);
  const asked = chat as unknown as Readonly<Record<string, unknown>>;
  const pieces: Uint8Array[] = [];
  let written = '{';
  let isFirst = true;
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    written += `${isFirst ? '' : ','}${JSON.stringify(name)}:`;
    isFirst = false;
    const span = value === asked[name] ? fields.get(name) : undefined;
    if (span && span.end - span.start >= passedOnBytesMin) {
      pieces.push(Buffer.from(written), bytes.subarray(span.start, span.end));
      written = '';
    } else {
      const json = span ? bytes.toString('utf8', span.start, span.end) : JSON.stringify(value);
      if (sketch.isMarked(json)) return undefined;
      written += json;
    }
  }
  return [...pieces, Buffer.from(`${written}}`)];
}
