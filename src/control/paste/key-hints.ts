import { findMisplacedKey } from '../../providers/key-shapes.ts';
import { presets } from '../../providers/openai-compatible/presets.ts';
import { findKnownKey } from '../secret-shapes/known-keys.ts';
import { isPlaceholder } from '../secret-shapes/placeholders.ts';
import type { Draft, Sentence } from './draft.ts';
import { isToken } from './pasted-text.ts';

export function findKeyOwner(text: string): string | undefined {
  return text.length < 16 ? undefined : findKnownKey(text)?.owner;
}

/** Why this cannot be used although it plainly is some secret. */
export function findKeyRefusal(text: string): string | undefined {
  if (text.startsWith('-----BEGIN ')) {
    return 'This is a private key or certificate alone; for Google paste the whole JSON key file.';
  }
  const known = findKnownKey(text);
  if (known?.isForeign && text.length >= 16) return `This is ${known.what}.`;
  const misplaced = isToken(text) ? findMisplacedKey(text) : undefined;
  return misplaced === undefined ? undefined : `This ${misplaced}.`;
}

/** Whether a word may be a key although its shape tells nothing. */
export function couldBeKey(word: string): boolean {
  if (word.length < 20 || word.length > 4_096 || !isToken(word) || isPlaceholder(word)) return false;
  return /\d/.test(word) && /[A-Za-z]/.test(word) && !/[\\{}<>|"'`(),;]/.test(word) && !word.includes('://');
}

/** Puts a key that stands alone where its shape says. */
export function applyKeyByShape(draft: Draft, key: string, from: Sentence): void {
  const owner = findKeyOwner(key);
  switch (owner) {
    case 'anthropic':
    case 'openai':
      draft.provider ??= owner;
      draft.credsType ??= 'API_KEY';
      draft.title ??= owner === 'openai' ? 'OpenAI' : 'Anthropic';
      break;
    case 'google':
      draft.provider ??= 'google';
      draft.credsType ??= 'GCP';
      draft.title ??= 'Gemini';
      break;
    case 'bedrock':
      draft.provider ??= 'bedrock';
      draft.credsType ??= 'AWS';
      draft.title ??= 'AWS Bedrock';
      if (key.startsWith('bedrock-api-key-')) {
        draft.note(
          'This is a short-term key of Bedrock: it ends within 12 hours and works in its own region only.',
        );
      }
      break;
    case 'aws_keys':
      draft.provider ??= 'bedrock';
      draft.credsType ??= 'AWS';
      draft.title ??= 'AWS Bedrock';
      draft.set('aws_access_key_id', key, 'Access key ID', from);
      return;
    default:
      applyPresetKey(draft, key, owner);
  }
  draft.setKey(key, from);
}

function applyPresetKey(draft: Draft, key: string, owner: string | undefined): void {
  draft.credsType ??= 'API_KEY';
  const preset = presets.find(({ id }) => id === owner);
  if (preset && draft.provider === undefined) {
    draft.provider = 'openai';
    draft.title ??= preset.name;
    draft.set('base_url', preset.baseUrl, `Base URL of ${preset.name}`, 'the beginning of the key');
  } else if (draft.provider === undefined) draft.note(hintFor(key));
}

function hintFor(key: string): string {
  if (key.startsWith('sk-')) {
    return 'Keys that begin with sk- are OpenAI’s, DeepSeek’s and many others’: say whose this one is.';
  }
  if (/^[0-9a-f]{32}$/.test(key) || (key.length === 84 && isToken(key))) {
    return 'This looks like a key of Azure OpenAI: if it is, choose Azure and add the endpoint.';
  }
  if (/^[A-Za-z0-9/+]{40}$/.test(key)) {
    return 'This may be an AWS secret access key: if it is, paste the access key ID with it.';
  }
  return 'The shape of this key does not tell whose it is: say so.';
}
