import { listDecoded } from './encoded.ts';
import { type Finding, findingsMax } from './finding.ts';
import { foldText } from './fold-text.ts';
import {
  findAzureKeys,
  findJsonKeys,
  findKnownKeys,
  findPrivateKeys,
  findSignedTokens,
  squeeze,
} from './keys.ts';
import { findLabelled } from './labelled.ts';
import { findLooseWords } from './loose-words.ts';
import {
  findAuthorizations,
  findCommandPasswords,
  findOwnLinks,
  findUrlPasswords,
  findUrlSecrets,
} from './web-secrets.ts';

/** Where something stands that should not, and what it is; never the thing itself. */
export interface SecretInText {
  /** As it can be told: `an OpenAI key`. */
  what: string;
  /** Both count from 1. */
  line: number;
  column: number;
}

export interface SecretsInText {
  /** Beyond doubt: the text must not be kept. */
  refused: readonly SecretInText[];
  /** It may be one: whoever wrote it is asked. */
  doubtful: readonly SecretInText[];
}

/** Text in text in text is followed this far. */
const depthMax = 2;

/**
 * Looks for credentials in what people write to people. It takes time in proportion to the text’s length, whatever
 * stands in it.
 */
export function findSecretsInText(text: string): SecretsInText {
  const { text: folded, from } = foldText(text);
  const { refused, doubtful } = look(folded, 0);
  const place = (findings: readonly Finding[]) => placeAll(text, from, findings);
  const surely = place(refused);
  const lines = new Set(surely.map(({ line }) => line));
  return { refused: surely, doubtful: place(doubtful).filter(({ line }) => !lines.has(line)) };
}

function look(text: string, depth: number): { refused: Finding[]; doubtful: Finding[] } {
  const squeezed = squeeze(text);
  const labelled = findLabelled(text);
  const inside = depth === depthMax ? [] : listDecoded(text);
  return {
    refused: [
      ...findKnownKeys(text, squeezed),
      ...findPrivateKeys(text, squeezed),
      ...findSignedTokens(text, squeezed),
      ...findJsonKeys(text),
      ...findAzureKeys(text),
      ...findUrlPasswords(text),
      ...findUrlSecrets(text),
      ...findOwnLinks(text),
      ...findAuthorizations(text),
      ...findCommandPasswords(text),
      ...labelled.refused,
      ...inside.flatMap(({ text: plain, at }) =>
        look(plain, depth + 1).refused.map(({ what }) => ({ what, at })),
      ),
    ],
    doubtful: [...labelled.doubtful, ...findLooseWords(text)],
  };
}

/** One for each line and kind, in the order of the text. */
function placeAll(text: string, from: readonly number[], findings: readonly Finding[]): SecretInText[] {
  const placed = new Map<string, SecretInText>();
  const sorted = findings.toSorted((one, other) => one.at - other.at);
  let line = 1;
  let lineStart = 0;
  for (const { what, at } of sorted) {
    const original = from[at] ?? 0;
    for (let next = text.indexOf('\n', lineStart); next !== -1 && next < original; ) {
      line += 1;
      lineStart = next + 1;
      next = text.indexOf('\n', lineStart);
    }
    const key = `${line} ${what}`;
    if (!placed.has(key)) placed.set(key, { what, line, column: original - lineStart + 1 });
    if (placed.size >= findingsMax) break;
  }
  return [...placed.values()];
}
