import type { JsonObject } from '../../kernel/json-values.ts';
import type { FilePart } from '../conversation.ts';
import type { ChatExtras } from '../provider.ts';

/** PDFs and texts are documents; nothing else is. */
export function toDocument(
  { mediaType, base64, filename, field }: FilePart,
  extras: ChatExtras,
): JsonObject[] {
  const source = sourceOf(mediaType, base64);
  if (source) return [{ type: 'document', source, ...(filename && { title: filename }) }];
  extras.lose(
    field,
    `This provider takes PDF and text files only, not ${mediaType || 'files without a type'}.`,
  );
  return [];
}

function sourceOf(mediaType: string, base64: string): JsonObject | undefined {
  if (mediaType === 'application/pdf') return { type: 'base64', media_type: mediaType, data: base64 };
  if (!mediaType.startsWith('text/')) return undefined;
  // The one type that texts may have here, whatever they are written in.
  return { type: 'text', media_type: 'text/plain', data: Buffer.from(base64, 'base64').toString('utf8') };
}
