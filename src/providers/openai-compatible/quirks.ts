import { isHostOf } from '../url-parts.ts';

/** Where OpenAI-shaped servers differ in what they accept (reference/wire-protocols.md, section 11.1). */
export interface Quirks {
  /** OpenAI's reasoning models refuse `max_tokens`; most other servers know no other name, or ignore the new one. */
  tokenLimit: 'max_tokens' | 'max_completion_tokens';
  /** OpenAI's own parameters and roles; elsewhere they are refused ("extra inputs are not permitted"). */
  ownParameters: boolean;
  /** Whether the model's name tells what the model refuses; a deployment's name tells nothing. */
  modelRules: boolean;
  /** Whether `stream_options` may be sent. */
  streamOptions: boolean;
}

export const openaiQuirks: Quirks = {
  tokenLimit: 'max_completion_tokens',
  ownParameters: true,
  modelRules: true,
  streamOptions: true,
};

const compatibleQuirks: Quirks = {
  tokenLimit: 'max_tokens',
  ownParameters: false,
  modelRules: false,
  streamOptions: true,
};

export function quirksOf(baseUrl: string): Quirks {
  if (isOpenai(baseUrl)) return openaiQuirks;
  // Mistral refuses stream_options with 422 and sends usage unasked (openai/openai-agents-python#442, read 2026-11).
  if (isHostOf(baseUrl, 'mistral.ai')) return { ...compatibleQuirks, streamOptions: false };
  return compatibleQuirks;
}

/** OpenAI itself, also by one of its regional hosts (`eu.api.openai.com`). */
export function isOpenai(baseUrl: string): boolean {
  return isHostOf(baseUrl, 'api.openai.com');
}
