import { isObject, type JsonObject, parseJson } from '../../kernel/json-values.ts';
import { bareCallId } from '../call-memory.ts';
import type { CallPart, Conversation, FilePart, ResultPart, Turn, TurnPart } from '../conversation.ts';
import { refuse } from '../losses.ts';
import type { ChatExtras } from '../provider.ts';
import { toFunctionName } from './function-names.ts';
import type { GeminiTraits } from './models.ts';
import { recallSignature, type Signer, signatureStandIn } from './signatures.ts';

/** Said where a conversation begins with a call: one must follow what a user said. */
const opening = 'Go on.';

/** The turns as Gemini’s `contents`, and what leads them where the model has no place for instructions. */
export function toContents(
  { turns, system }: Conversation,
  signer: Signer,
  traits: GeminiTraits,
  extras: ChatExtras,
): JsonObject[] {
  const leading = traits.instructions ? [] : system;
  const all = withOpening(withLeading(turns, leading), extras);
  // A turn of Gemini's lasts from what the user says, over all steps of calls and results, to the answer.
  const current = all.findLastIndex(({ role, parts }) => role === 'user' && parts.some(isSaid));
  const contents = all.flatMap(({ role, parts }, at) => {
    const stand = traits.checksSignatures && at > current;
    const written = parts.flatMap((part) => toPart(part, signer, extras));
    if (role === 'assistant' && stand) addStandIn(written);
    return written.length > 0 ? [{ role: role === 'user' ? 'user' : 'model', parts: written }] : [];
  });
  if (contents.length === 0) refuse('messages', 'There is nothing in the messages to answer.');
  return contents;
}

function isSaid({ kind }: TurnPart): boolean {
  return kind !== 'result';
}

function withLeading(turns: readonly Turn[], texts: readonly string[]): readonly Turn[] {
  if (texts.length === 0) return turns;
  const parts = texts.map((text): TurnPart => ({ kind: 'text', text }));
  const [first, ...rest] = turns;
  return first?.role === 'user'
    ? [{ role: 'user', parts: [...parts, ...first.parts] }, ...rest]
    : [{ role: 'user', parts }, ...turns];
}

function withOpening(turns: readonly Turn[], extras: ChatExtras): readonly Turn[] {
  const [first] = turns;
  if (first?.role !== 'assistant' || !first.parts.some(({ kind }) => kind === 'call')) return turns;
  extras.adjust('messages');
  return [{ role: 'user', parts: [{ kind: 'text', text: opening }] }, ...turns];
}

/** Of calls made at once only the first carries a signature; a second one would be refused. */
function addStandIn(parts: JsonObject[]): void {
  const first = parts.findIndex((part) => part['functionCall'] !== undefined);
  const call = parts[first];
  if (call && call['thoughtSignature'] === undefined) {
    parts[first] = { ...call, thoughtSignature: signatureStandIn };
  }
}

function toPart(part: TurnPart, signer: Signer, extras: ChatExtras): JsonObject[] {
  switch (part.kind) {
    case 'text':
      return [{ text: part.text }];
    case 'image':
      return [{ inlineData: { mimeType: part.mediaType, data: part.base64 } }];
    case 'image_url':
      return refuse('messages', 'This provider takes images as data URLs only.');
    case 'file':
      return toInlineFile(part, extras);
    case 'call':
      return [toFunctionCall(part, signer)];
    case 'result':
      return [toFunctionResponse(part, signer)];
  }
}

function toInlineFile({ mediaType, base64, field }: FilePart, extras: ChatExtras): JsonObject[] {
  if (/^(application\/pdf|(text|audio|video)\/.+)$/.test(mediaType)) {
    return [{ inlineData: { mimeType: mediaType, data: base64 } }];
  }
  extras.lose(field, 'This provider takes PDF, text, audio and video files only.');
  return [];
}

function toFunctionCall(part: CallPart, signer: Signer): JsonObject {
  const signature = recallSignature(part.id, signer);
  return {
    functionCall: { ...toId(part.id, signer), name: toFunctionName(part.name), args: part.input },
    ...(signature !== undefined && { thoughtSignature: signature }),
  };
}

function toFunctionResponse({ id, name, text }: ResultPart, signer: Signer): JsonObject {
  return {
    functionResponse: { ...toId(id, signer), name: toFunctionName(name), response: toResponse(text) },
  };
}

/** Vertex AI refuses ids of calls on several models (vercel/ai c57a353). */
function toId(id: string, { host }: Signer): JsonObject {
  return host === 'vertex_ai' ? {} : { id: bareCallId(id) };
}

/** Must be an object; text that is one is given as it is, unless Gemini would follow a `$ref` in it to its own parts. */
function toResponse(text: string): JsonObject {
  const parsed = text.includes('"$ref"') ? undefined : parseJson(text);
  return isObject(parsed) ? parsed : { output: text };
}
