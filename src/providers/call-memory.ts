/**
 * What a provider wants back with a later turn (Anthropic's thinking blocks, Gemini's thought signatures, DeepSeek's
 * reasoning), carried in the id of a tool call: the one thing that every OpenAI client returns unchanged, to
 * whichever replica. It is taken off again before anything goes to a provider, so that no id of ours is ever too long
 * for one.
 */

export type MemoryKind = 'anthropic' | 'gemini' | 'reasoning';

const mark = '__pb';
const marks: Record<MemoryKind, string> = { anthropic: 'a', gemini: 'g', reasoning: 'r' };
const shape = /^(.*?)__pb([agr])_([A-Za-z0-9_-]+)$/s;

/** `value` is kept for this model alone: what one model signed, another one refuses. */
export function rememberInId(id: string, kind: MemoryKind, model: string, value: unknown): string {
  return `${id}${mark}${marks[kind]}_${Buffer.from(JSON.stringify([model, value])).toString('base64url')}`;
}

/** The id as the provider knows it. */
export function bareCallId(id: string): string {
  return shape.exec(id)?.[1] ?? id;
}

/** Whatever comes back is a client's word: its shape is for the reader to check. */
export function recallFromId(id: string, kind: MemoryKind, model: string): unknown {
  const [, , found, packed] = shape.exec(id) ?? [];
  if (packed === undefined || found !== marks[kind]) return undefined;
  try {
    const read: unknown = JSON.parse(Buffer.from(packed, 'base64url').toString('utf8'));
    return Array.isArray(read) && read[0] === model ? read[1] : undefined;
  } catch {
    return undefined;
  }
}
