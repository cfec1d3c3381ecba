import { isPlaceholder } from '../../secret-shapes/placeholders.ts';
import { countRandom } from './chance.ts';
import { type Finding, findingsMax } from './finding.ts';

const userInfo = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s/?#@"'`<>]{1,300})@[a-z0-9[]/gi;
const sampleWords =
  /^(?:pass(?:word|wd)?|pwd|secret|token|user(?:name)?|x+|\*+|\.+|<.*|\[.*|\{.*|\$.*|%.*%)$/i;

export function findUrlPasswords(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 1: info = '', index: at } of text.matchAll(userInfo)) {
    const colon = info.indexOf(':');
    const password = colon === -1 ? '' : info.slice(colon + 1);
    const isSecret = password === '' ? countRandom(info) >= 16 : !sampleWords.test(password);
    if (isSecret) found.push({ what: 'an address with a password in it', at });
    if (found.length >= findingsMax) break;
  }
  return found;
}

const parameter = /[?&;#]([A-Za-z0-9_.-]{1,60})=([^\s&#"'<>`)\]|;]{4,400})/g;
const secretParameters =
  /^(?:.*(?:secret|password|passwd|pwd|signature|apikey|api[-_]key|access[-_]?token|auth[-_]?token|accountkey|accesskey|security-token|subscription-key|credential)|sig|x-amz-.*)$/i;
const vagueParameters = /^(?:key|code|token|auth|jwt|session|link|ticket)$/i;

export function findUrlSecrets(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 1: name = '', 2: value = '', index: at } of text.matchAll(parameter)) {
    const random = countRandom(value);
    const isTelling = secretParameters.test(name) && random >= 5 && value.length >= 6;
    if (isPlaceholder(value) && random < 20) continue;
    if (isTelling || (vagueParameters.test(name) && random >= 10)) {
      found.push({ what: 'an address with a secret in it', at });
    }
    if (found.length >= findingsMax) break;
  }
  return found;
}

const ownLink = /\/(?:signin|deposit)#([A-Za-z0-9_-]{20,200})/g;

/** Links of this platform that are worth a sign-in or a place for a key. */
export function findOwnLinks(text: string): Finding[] {
  const links = [...text.matchAll(ownLink)].filter(({ 1: secret = '' }) => countRandom(secret) >= 16);
  return links.slice(0, findingsMax).map(({ index: at }) => ({ what: 'a link that holds a secret', at }));
}

const scheme = /\b(basic|bearer|apikey|negotiate|splunk|token)[\s"':=]{1,8}([A-Za-z0-9._~+/=-]{8,600})/gi;

export function findAuthorizations(text: string): Finding[] {
  const found: Finding[] = [];
  for (const { 1: name = '', 2: value = '', index: at } of text.matchAll(scheme)) {
    const isSecret = /^basic$/i.test(name) ? isNameAndPassword(value) : countRandom(value) >= 12;
    if (isSecret && !(isPlaceholder(value) && countRandom(value) < 20)) {
      found.push({ what: 'an authorization header', at });
    }
    if (found.length >= findingsMax) break;
  }
  return found;
}

function isNameAndPassword(value: string): boolean {
  const plain = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]{1,200}:[\x20-\x7e]{1,400}$/.test(plain);
}

const userOption = /(?:^|\s)(?:-u|--user|--proxy-user)[\s=]{1,4}["']?[^\s"':]{1,100}:([^\s"']{3,200})/g;

export function findCommandPasswords(text: string): Finding[] {
  const commands = [...text.matchAll(userOption)].filter(
    ({ 1: password = '' }) => !sampleWords.test(password) && !isPlaceholder(password),
  );
  return commands.slice(0, findingsMax).map(({ index: at }) => ({ what: 'a password in a command', at }));
}
