import { isObject, type JsonObject, listOf, objectOf, textOf } from '../../../kernel/json-values.ts';
import { recallFromId, rememberInId } from '../../call-memory.ts';

/**
 * What came before a call and has to come back before it, in the same order: the model’s reasoning, sealed by OpenAI,
 * and the place of the text between. Kept in the call’s id, because nothing is stored upstream.
 */
export type Remembered =
  | { type: 'reasoning'; id?: string; summary: readonly unknown[]; encrypted_content: string }
  | { type: 'message'; phase?: string };

/** What one place sealed, another one cannot open, and refuses the whole call for (openai/openai-agents-python#2063). */
export function memoryKeyOf(model: string, place: string): string {
  return `${model}@${place}`;
}

/** What is to be kept of an item that is whole; undefined for every other kind. */
export function toRemembered(item: JsonObject): Remembered | undefined {
  if (item['type'] === 'message') {
    const phase = textOf(item['phase']);
    return { type: 'message', ...(phase !== undefined && { phase }) };
  }
  const sealed = textOf(item['encrypted_content']);
  // Without its sealed content an item could only be looked up in a store that it is not in.
  if (item['type'] !== 'reasoning' || !sealed) return undefined;
  const id = textOf(item['id']);
  const summary = listOf(item['summary']).flatMap((part) => {
    const text = textOf(objectOf(part)['text']);
    return text === undefined ? [] : [{ type: 'summary_text', text }];
  });
  return { type: 'reasoning', ...(id !== undefined && { id }), summary, encrypted_content: sealed };
}

/** The id that callers get. A call that nothing was thought before keeps its own. */
export function toCallerId(id: string, before: readonly Remembered[], memoryKey: string): string {
  const worthIt = before.some((item) => item.type === 'reasoning' || item.phase !== undefined);
  return worthIt ? rememberInId(id, 'reasoning', memoryKey, before) : id;
}

export function recallBefore(id: string, memoryKey: string): Remembered[] {
  return listOf(recallFromId(id, 'reasoning', memoryKey)).flatMap(
    (item) => (isObject(item) && toRemembered(item)) || [],
  );
}
