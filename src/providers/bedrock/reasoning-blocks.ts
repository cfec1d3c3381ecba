import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import { recallFromId, rememberInId } from '../call-memory.ts';

/**
 * Thoughts that the model wants back unchanged before the call that followed them: those that it signed or sealed.
 * Bedrock’s own blocks, in the id of that call.
 */
export function callIdWith(id: string, model: string, reasoning: readonly JsonObject[]): string {
  const kept = reasoning.filter(isKept);
  return kept.length === 0 ? id : rememberInId(id, 'anthropic', model, kept);
}

/** As blocks of a request. What a client made of them is not sent on. */
export function reasoningBefore(id: string, model: string): JsonObject[] {
  const recalled = listOf(recallFromId(id, 'anthropic', model)).filter(isObject);
  return recalled.flatMap(toKnownForm).map((reasoningContent) => ({ reasoningContent }));
}

function isKept(reasoning: JsonObject): boolean {
  return toKnownForm(reasoning).length > 0;
}

/** Only what Bedrock knows, and nothing beside it. */
function toKnownForm(reasoning: JsonObject): JsonObject[] {
  const { text, signature } = objectOf(reasoning['reasoningText']);
  if (typeof text === 'string' && typeof signature === 'string') {
    return [{ reasoningText: { text, signature } }];
  }
  const redactedContent = textOf(reasoning['redactedContent']);
  if (redactedContent) return [{ redactedContent }];
  // An older form of the same.
  const data = textOf(objectOf(reasoning['redactedReasoning'])['data']);
  return data ? [{ redactedReasoning: { data } }] : [];
}

/** A thought as it comes in a stream, piece by piece. */
export interface ReasoningPieces {
  text: string;
  signature: string;
  redacted: string;
}

export function addPiece(pieces: ReasoningPieces, delta: JsonObject): void {
  pieces.text += textOf(delta['text']) ?? '';
  pieces.signature += textOf(delta['signature']) ?? '';
  pieces.redacted +=
    textOf(delta['redactedContent']) ?? textOf(objectOf(delta['redactedReasoning'])['data']) ?? '';
}

export function toReasoning({ text, signature, redacted }: ReasoningPieces): JsonObject {
  if (redacted !== '') return { redactedContent: redacted };
  return { reasoningText: { text, ...(signature !== '' && { signature }) } };
}
