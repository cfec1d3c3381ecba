import { knownKeys } from '../../secret-shapes/known-keys.ts';
import { countRandom, gather, matchAt } from './chance.ts';
import { type Finding, findingsMax } from './finding.ts';

const keyShape = /[A-Za-z0-9_./+=~-]{1,2000}/y;
const base64Shape = /[A-Za-z0-9+/=]{1,2000}/y;

const awsId = /[0-9A-Z]{1,20}/y;

interface Start {
  what: string;
  randomMin: number;
  shape: RegExp;
}

const starts = new Map<string, Start>();
for (const { what, begins, randomMin, rest } of knownKeys) {
  for (const start of begins) starts.set(start, { what, randomMin, shape: rest ? awsId : keyShape });
}
/** How private keys begin in base64, for those whose first line was left off. */
for (const start of [
  ...['MIIEvQIBADAN', 'MIIEvgIBADAN', 'MIIEvAIBADAN', 'MIIJQgIBADAN', 'MIIJQwIBADAN', 'MIIEowIBAAKC'],
  ...['MIIEpAIBAAKC', 'MIIEpQIBAAKC', 'MIIJKQIBAAKC', 'MHcCAQEEI', 'MIGHAgEAMBMG', 'MC4CAQAwBQYDK2VwBCIEI'],
  ...['b3BlbnNzaC1rZXktdjE', 'AGE-SECRET-KEY-1'],
]) {
  starts.set(start, { what: 'a private key', randomMin: 12, shape: base64Shape });
}

const anyStart = new RegExp(
  [...starts.keys()]
    .toSorted((one, other) => other.length - one.length)
    .map((start) => start.replace(/[.]/g, '\\.'))
    .join('|'),
  'g',
);

/** The text without all that may have been put inside of a key, and where each character of it stood. */
export interface Squeezed {
  text: string;
  from: readonly number[];
}

export function squeeze(text: string): Squeezed {
  const kept: string[] = [];
  const from: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (/[\s"'`*\\|>,]/.test(character)) continue;
    // A sign of base64, or what joins two strings.
    if (character === '+' && /[\s"'`]/.test(text.charAt(at + 1))) continue;
    kept.push(character);
    from.push(at);
  }
  return { text: kept.join(''), from };
}

export function findKnownKeys(text: string, squeezed: Squeezed): Finding[] {
  const found: Finding[] = [];
  let judgedTo = 0;
  for (const match of squeezed.text.matchAll(anyStart)) {
    const at = squeezed.from[match.index] ?? 0;
    if (at < judgedTo || isInsideWord(text, at)) continue;
    const start = starts.get(match[0]);
    const body = (squeezed.from[match.index + match[0].length - 1] ?? at) + 1;
    if (!start) continue;
    const { random, end } = gather(text, body, start.shape);
    judgedTo = end;
    if (random >= start.randomMin) found.push({ what: start.what, at });
    if (found.length >= findingsMax) break;
  }
  return found;
}

function isInsideWord(text: string, at: number): boolean {
  return at > 0 && /[A-Za-z0-9]/.test(text.charAt(at - 1));
}

const beginsPrivate = /BEGIN[A-Z0-9]{0,24}PRIVATEKEY(?:BLOCK)?-{0,5}/gi;
const armourLines = /[\s"']{0,8}(?:[A-Za-z-]{4,20}: [^\n]{0,80}\s{1,4}){1,4}/y;

/** The first line alone is talk about keys; what counts is that one follows. */
export function findPrivateKeys(text: string, squeezed: Squeezed): Finding[] {
  const found: Finding[] = [];
  for (const match of squeezed.text.matchAll(beginsPrivate)) {
    let body = (squeezed.from[match.index + match[0].length - 1] ?? 0) + 1;
    body += matchAt(armourLines, text, body).length;
    if (gather(text, body, base64Shape).random >= 24) {
      found.push({ what: 'a private key', at: squeezed.from[match.index] ?? 0 });
    }
    if (found.length >= findingsMax) break;
  }
  return found;
}

const ownPart = /"d"\s{0,4}:\s{0,4}"[A-Za-z0-9_-]{30}/;

/** A key as JSON (RFC 7517) whose private part is there. */
export function findJsonKeys(text: string): Finding[] {
  const at = text.includes('"kty"') ? text.search(ownPart) : -1;
  return at === -1 ? [] : [{ what: 'a private key', at }];
}

const tokenPart = /[A-Za-z0-9_-]{1,4000}/y;
/** What follows the header: an object again, or four parts that are sealed. */
const claims = /\.(?:eyJ|ewo|e30)[A-Za-z0-9_-]{4}/y;
const sealedParts = /\.[A-Za-z0-9_-]{0,1000}(?:\.[A-Za-z0-9_-]{8,4000}){2}\.[A-Za-z0-9_-]{16}/y;

export function findSignedTokens(text: string, squeezed: Squeezed): Finding[] {
  const found: Finding[] = [];
  let judgedTo = 0;
  for (const { index } of squeezed.text.matchAll(/eyJ/g)) {
    const at = squeezed.from[index] ?? 0;
    if (index < judgedTo || isInsideWord(text, at)) continue;
    const header = matchAt(tokenPart, squeezed.text, index);
    judgedTo = index + header.length;
    if (countRandom(header) < 8) continue;
    const rest = [claims, sealedParts].map((shape) => matchAt(shape, squeezed.text, judgedTo));
    if (rest.some((part) => part !== '')) found.push({ what: 'a signed token (JWT)', at });
    if (found.length >= findingsMax) break;
  }
  return found;
}

const nearAzure = 160;
const hashWords =
  /(?:md5|sha|hash|digest|etag|checksum|trace|request|correlation|commit|id|version)[\s:="'_-]{0,4}$/i;

/** Azure’s keys say nothing by themselves: 32 digits, or 84 characters of which some are always the same. */
export function findAzureKeys(text: string): Finding[] {
  const found: Finding[] = [];
  for (const match of text.matchAll(
    /(?<![A-Za-z0-9_-])(?:[0-9a-f]{32}|[0-9A-F]{32}|[A-Za-z0-9]{84})(?![A-Za-z0-9_-])/g,
  )) {
    const { index: at, 0: word } = match;
    const isMarked = word.length === 84 && word.includes('JQQJ99');
    const around = text.slice(Math.max(0, at - nearAzure), at + word.length + nearAzure);
    const isBeside = /azure/i.test(around) && !hashWords.test(text.slice(Math.max(0, at - 24), at));
    if ((isMarked || isBeside) && countRandom(word) > 0) found.push({ what: 'an Azure key', at });
    if (found.length >= findingsMax) break;
  }
  return found;
}
