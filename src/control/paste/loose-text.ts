import { looksSecret } from '../secret-shapes/looks-secret.ts';
import { applyAddress, findKeyInQuery, isWebPage } from './address.ts';
import type { Draft } from './draft.ts';
import { applyKeyByShape, couldBeKey, findKeyOwner, findKeyRefusal } from './key-hints.ts';
import { unwrap } from './pasted-text.ts';
import { findUrlPieces } from './url-pieces.ts';

/** Addresses and keys among other words: a line out of a portal, a chat message, one of them alone. */
export interface LooseWords {
  addresses: string[];
  /** Keys whose shape is known; where there is none, the only word that could be one. */
  keys: string[];
  /** Secrets that cannot be used, and why. */
  refusals: string[];
  hasWebPage: boolean;
}

const wordsMax = 20_000;

export function findLooseWords(text: string): LooseWords {
  const found: LooseWords = { addresses: [], keys: [], refusals: [], hasWebPage: false };
  const unknown = new Set<string>();
  const words = text.split(/\s+/, wordsMax).flatMap(splitLabel);
  for (const word of words) {
    const pieces = findUrlPieces(word);
    if (pieces) {
      if (isWebPage(pieces)) found.hasWebPage = true;
      else if (!found.addresses.includes(word) && found.addresses.length < 20) found.addresses.push(word);
      continue;
    }
    const refusal = findKeyRefusal(word);
    if (refusal !== undefined) found.refusals.push(refusal);
    else if (findKeyOwner(word) !== undefined) found.keys.push(word);
    else if (couldBeKey(word)) unknown.add(word);
  }
  // One unknown word alone or beside an address is a key; in prose it is anything.
  const isTelling = words.length <= 12 || found.addresses.length > 0;
  if (found.keys.length === 0 && isTelling) found.keys.push(...unknown);
  return found;
}

/** `Key:sk-…` and `endpoint=https://…` hold a label and a value. */
function splitLabel(raw: string): string[] {
  const word = unwrap(raw);
  const match = /^[A-Za-z_-]{2,40}[:=](?!\/\/)(.+)$/.exec(word.slice(0, 9_000));
  return (match?.[1] === undefined ? [word] : [unwrap(match[1])]).filter((part) => part !== '');
}

export function applyLooseWords(
  draft: Draft,
  { addresses, keys }: LooseWords,
): 'address' | 'key' | undefined {
  for (const key of keys) draft.hide(key);
  const [address, ...otherAddresses] = addresses;
  const [key, ...otherKeys] = keys;
  if (address !== undefined) {
    applyAddress(draft, address, 'the address');
    const inside = findKeyInQuery(address);
    if (inside !== undefined) draft.setKey(inside, 'the address');
  }
  if (key !== undefined) applyFoundKey(draft, key, address !== undefined);
  const same = otherAddresses.every(
    (other) => findUrlPieces(other)?.host === findUrlPieces(address ?? '')?.host,
  );
  if (otherAddresses.length > 0) {
    draft.note(
      same
        ? 'Several addresses of one host were there: the first was taken.'
        : 'Several addresses were there: the first was taken, the others left out.',
    );
  }
  if (otherKeys.length > 0 && !isPair(keys))
    draft.note('Several keys were there: the first was taken, the others left out.');
  if (address !== undefined) return 'address';
  return key === undefined ? undefined : 'key';
}

function applyFoundKey(draft: Draft, key: string, hasAddress: boolean): void {
  if (!hasAddress || findKeyOwner(key) === 'aws_keys') applyKeyByShape(draft, key, 'the key');
  else draft.setKey(key, looksSecret(key) ? 'the key' : 'the word beside the address');
}

/** Azure shows two keys of the same length, either of which does. */
function isPair(keys: readonly string[]): boolean {
  return keys.length === 2 && keys[0]?.length === keys[1]?.length;
}
