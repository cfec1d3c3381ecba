import { isPlaceholder } from '../../secret-shapes/placeholders.ts';
import { countRandom, gather, matchAt } from './chance.ts';
import { type Finding, findingsMax } from './finding.ts';
import { foldText } from './fold-text.ts';
import { labelWords, linkingWords, otherWords, type Strength } from './label-words.ts';

const fold = (word: string) => foldText(word).text.toLowerCase();
const linking = new Set(linkingWords.map(fold));
const others = new Set(otherWords.map(fold));
const strengths = new Map<string, Strength>();
for (const strength of ['vague', 'secret', 'password'] as const) {
  for (const word of labelWords[strength]) strengths.set(nameOf(fold(word)), strength);
}

/** Without what joins words, since people join them in every way. */
function nameOf(label: string): string {
  return label.replace(/[\s_.-]/g, '');
}

const anyLabel = new RegExp(
  Object.values(labelWords)
    .flat()
    .map(fold)
    .toSorted((one, other) => other.length - one.length)
    .map((word) => word.split(/[\s-]/).join('[\\s_.-]{0,3}'))
    .join('|'),
  'gi',
);

interface Judged {
  refused: Finding[];
  doubtful: Finding[];
}

const ending = /s?(?:[_-][A-Za-z0-9]{1,20}){0,3}/y;
const sign =
  /["'`*_)\]]{0,4}[ \t]{0,3}(?:\([^()\n]{0,40}\)[ \t]{0,2})?["'`*_]{0,3}(?::=|=>|=|:|\||->)["'`*_([\s|>]{0,12}/y;
const value = /[^\s"'`|]{1,200}/y;
const keyShape = /[A-Za-z0-9_./+=~-]{1,400}/y;

export function findLabelled(text: string): Judged {
  const judged: Judged = { refused: [], doubtful: [] };
  for (const { 0: label, index: at } of text.matchAll(anyLabel)) {
    const end = at + label.length;
    const suffix = matchAt(ending, text, end);
    const strength = strengths.get(nameOf(label.toLowerCase()));
    if (!strength || isPartOfWord(text, at, end + suffix.length) || namesOther(suffix)) continue;
    const what = strength === 'password' ? 'a password' : 'a secret with its name';
    const verdict = judgeAfter(text, end + suffix.length, strength);
    if (verdict !== 'clean') judged[verdict].push({ what, at });
    if (judged.refused.length >= findingsMax) break;
  }
  return judged;
}

function isPartOfWord(text: string, at: number, end: number): boolean {
  const isLatin = /[A-Za-z]/.test(text.charAt(at));
  const before = at === 0 ? '' : text.charAt(at - 1);
  const beginsHump = /[a-z]/.test(before) && /[A-Z]/.test(text.charAt(at));
  const isInside = /[A-Za-z]/.test(before) && !beginsHump;
  return isLatin && (isInside || /[A-Za-z]/.test(text.charAt(end)));
}

/** `api_key_id` and `secret_name` are no secrets, `api_key_2` is one. */
function namesOther(suffix: string): boolean {
  return suffix
    .split(/[_-]/)
    .some((part) => others.has(part.toLowerCase()) || /^(ref|policy|type)$/i.test(part));
}

function judgeAfter(text: string, at: number, strength: Strength): 'refused' | 'doubtful' | 'clean' {
  const mark = matchAt(sign, text, at);
  if (mark === '') return isNamedFurtherOn(text, at, strength) ? 'refused' : 'clean';
  const start = at + mark.length;
  const first = matchAt(value, text, start);
  if (isSecretValue(first, strength)) return 'refused';
  if (strength !== 'vague' && gather(text, start, keyShape).random >= 16) return 'refused';
  if (isNamedFurtherOn(text, start, strength)) return 'refused';
  const restOfLine = matchAt(/[^\n]{0,80}/y, text, start + first.length);
  const isAlone = /^["'`*\s.,;)]*$/.test(restOfLine);
  return isAlone && mayBeChosenByPeople(first, strength) ? 'doubtful' : 'clean';
}

const reference =
  /^(?:https?:|arn:|process\.env|os\.|env[.(]|System\.|secrets?[./]|vars?\.|config\.|import\.meta|op:\/\/|vault:|@Microsoft\.KeyVault|\/|\.\/|~\/|[A-Za-z_.]{2,40}\()/i;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const date = /^\d{1,4}([-./]\d{1,4}){1,2}$/;
const mailAddress = /^[^@\s]{1,80}@[a-z0-9-]{1,60}(\.[a-z0-9-]{1,60}){1,5}$/i;

/** What stands directly behind a label and a sign. */
function isSecretValue(raw: string, strength: Strength): boolean {
  const word = raw.replace(/[.,;:!?)\]}>]+$/, '');
  const random = countRandom(word);
  if (reference.test(word) || (isPlaceholder(word) && random < 20)) return false;
  if (strength === 'vague') return random >= 12 && !uuid.test(word);
  if (uuid.test(word)) return true;
  if (strength === 'secret') return word.length >= 8 && random >= 6;
  if (date.test(word) || mailAddress.test(word)) return false;
  if (/^\d+$/.test(word)) return word.length >= 4;
  const isMixed = /[A-Za-z]/.test(word) && /[\d!@#$%^&*+?~]/.test(word);
  return (word.length >= 6 && isMixed) || random >= 8 || /^[a-z]{16,}$/.test(word);
}

const plainAnswers =
  /^(?:none|null|nil|true|false|yes|no|string|str|text|required|optional|secret|password|later|tbd|n\/a|unknown|redacted|hidden|follows|folgt|separately|enclosed|attached|unchanged|same|expired|rotated|missing|invalid|wrong|never|manual|automatic|bearer|basic|oauth2?)$/i;

/** A word that somebody may have chosen as a password, or may just have written. */
function mayBeChosenByPeople(raw: string, strength: Strength): boolean {
  const word = raw.replace(/[.,;:!?)\]}>]+$/, '');
  if (strength === 'vague' || plainAnswers.test(word) || reference.test(word) || isPlaceholder(word))
    return false;
  return /^[A-Za-z]{5,}$/.test(word)
    ? strength === 'password'
    : /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+){2,}$/.test(word);
}

const windowLength = 160;
const wordsMax = 14;

/** A digit, or a capital within a word: without either no word of a usual length looks like chance. */
const mayHoldChance = /\d|[a-z][A-Z]|[A-Za-z]{30}/;

/** “The client secret for production is …”, or the secret in the next line of a form. */
function isNamedFurtherOn(text: string, at: number, strength: Strength): boolean {
  const window = text.slice(at, at + windowLength);
  if (!mayHoldChance.test(window)) return false;
  const blank = /\S[^\n]*\n[ \t]*\n/.exec(window);
  const words = (blank ? window.slice(0, blank.index + blank[0].length) : window).match(
    /[^\s"'`|<>(){}[\],;]+/g,
  );
  let isLinked = false;
  let isOther = false;
  let wasOther = false;
  for (const raw of (words ?? []).slice(0, wordsMax)) {
    const word = raw.replace(/[.:=!?]+$/, '');
    if (word === '') {
      isLinked = true;
      continue;
    }
    const lower = word.toLowerCase();
    if (others.has(lower)) {
      isOther = true;
      wasOther = true;
      continue;
    }
    if (linking.has(lower)) {
      isLinked = true;
      if (!wasOther) isOther = false;
    } else if (isOther) isOther = false;
    else if (isSecretAmongWords(word, strength, isLinked)) return true;
    if (/[:=]$/.test(raw)) isLinked = true;
    else if (/[.!?]$/.test(raw)) return false;
    wasOther = false;
  }
  return false;
}

function isSecretAmongWords(word: string, strength: Strength, isLinked: boolean): boolean {
  const random = countRandom(word);
  if (reference.test(word) || mailAddress.test(word) || date.test(word)) return false;
  if (strength === 'vague') return isLinked && random >= 16 && !uuid.test(word);
  if (isLinked && strength === 'password') return isSecretValue(word, strength) && random >= 6;
  if (isLinked) return uuid.test(word) || (word.length >= 8 && random >= 8);
  const isHash = /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(word);
  return random >= 12 && !uuid.test(word) && !isHash;
}
