import type { ListedModel } from '../provider.ts';

/**
 * OpenAI's list names every model and says nothing of what it does (reference/wire-protocols.md, section 5.1). Order
 * matters: `gpt-4o-transcribe` and `gpt-image-1` begin like chat models.
 */
const kinds: readonly (readonly [RegExp, ListedModel['kind']])[] = [
  [/embedding/, 'embedding'],
  [/whisper|tts|dall-e|image|moderation|realtime|transcribe|sora|audio|davinci|babbage|-instruct/, 'other'],
  [/^(ft:)?(gpt-|chatgpt-|o\d)/, 'chat'],
];

export function kindOfModel(id: string): ListedModel['kind'] {
  return kinds.find(([pattern]) => pattern.test(id))?.[1] ?? 'unknown';
}

export function withKind(model: ListedModel): ListedModel {
  return { ...model, kind: kindOfModel(model.id) };
}

/** What no chat call reaches, by names that OpenAI gives to nothing else; a model that merely could be one is let through. */
export function isNeverChat(id: string): boolean {
  return /realtime|whisper|transcribe|^tts-|-tts\b|^dall-e|^sora|moderation/.test(id);
}
