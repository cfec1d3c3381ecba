import { isObject, parseJson } from '../kernel/json-values.ts';
import type { ProviderName } from './provider.ts';
import type { DraftFields } from './read-fields.ts';

/** Whose key a field asks for. `any`: a server whose keys may look like anything. */
export type KeyOwner = ProviderName | 'any';

const adminKeys: readonly (readonly [RegExp, string])[] = [
  [/^sk-admin-/, 'is an OpenAI admin key, which manages the account and calls no model: use a project key'],
  [
    /^sk-ant-admin/,
    'is an Anthropic admin key, which manages the account and calls no model: use an API key',
  ],
  [/^sk-ant-oat/, 'is the token of a Claude subscription, not an API key'],
];

/** Only shapes that belong to exactly one provider; a plain `sk-…` may be anyone's. */
const ownShapes: readonly (readonly [KeyOwner | 'other', RegExp, string])[] = [
  ['anthropic', /^sk-ant-/, 'an Anthropic key'],
  ['openai', /^sk-(proj|svcacct)-/, 'an OpenAI key'],
  ['google', /^AIza[0-9A-Za-z_-]{35}$/, 'a Google key'],
  ['other', /^sk-or-v1-/, 'an OpenRouter key: give its base_url as well'],
  ['other', /^gsk_/, 'a Groq key: give its base_url as well'],
  ['other', /^xai-/, 'an xAI key: give its base_url as well'],
  ['other', /^(AKIA|ASIA)[0-9A-Z]{16}$/, 'an AWS access key id, which needs its secret key: use AWS'],
];

/**
 * What is decidably wrong with a key in this place; undefined where nothing is. Formats change, so nothing is
 * refused for looking unfamiliar: only what certainly is something else. Without an owner: while nobody has said whose
 * key it is.
 */
export function findMisplacedKey(key: string, owner?: KeyOwner): string | undefined {
  if (key.startsWith('ya29.'))
    return 'is a Google OAuth token, which expires within the hour: use an API key';
  if (isTokenShaped(key) && !(isOpenHanded(owner) && isLastingToken(key))) {
    return 'is an OAuth token (a JWT), which expires: use an API key, or OAUTH2 so that tokens are renewed';
  }
  const admin = adminKeys.find(([pattern]) => pattern.test(key));
  if (admin) return admin[1];
  if (owner === undefined || isOpenHanded(owner)) return undefined;
  const other = ownShapes.find(([whose, pattern]) => whose !== owner && pattern.test(key));
  return other && `is ${other[2]}`;
}

/** Servers that anyone runs, behind whatever keys they like. */
function isOpenHanded(owner: KeyOwner | undefined): boolean {
  return owner === 'any' || owner === 'ollama';
}

function isTokenShaped(key: string): boolean {
  return key.startsWith('eyJ');
}

/** Some servers' API keys are JWTs without an end: those are keys. */
function isLastingToken(key: string): boolean {
  const [, payload = '', signature] = key.split('.');
  if (signature === undefined) return false;
  const claims = parseJson(Buffer.from(payload, 'base64url').toString('utf8'));
  return isObject(claims) && claims['exp'] === undefined;
}

/** Takes a key out of a draft and refuses what is decidably something else. */
export function takeKey(
  draft: DraftFields,
  name: string,
  { owner, required }: { owner: KeyOwner; required: boolean | string },
): string | undefined {
  const key = draft.takeSecret(name, { required });
  const misplaced = key === undefined ? undefined : findMisplacedKey(key, owner);
  if (misplaced !== undefined) draft.refuse(name, `${name} ${misplaced}`);
  return key;
}
