import type { CredentialStatus } from '../../kernel/records.ts';
import type { ListedModel } from '../../providers/provider.ts';
import { type Asked, ask } from './ask.ts';
import { diagnose, messages } from './diagnose.ts';
import {
  type ClimbParts,
  notPassed,
  passed,
  type Rung,
  redactedCurl,
  type Target,
  withEvidence,
} from './rung.ts';

export interface AuthFinding {
  /** Null: the listing neither proves nor disproves the key. */
  valid: boolean | null;
  models: ListedModel[];
  error: string | null;
  health: CredentialStatus | null;
  rung: Rung;
}

const pagesMax = 20;
const openList = 'The list is open to everyone, so it says nothing about the key: name a model to check it.';

/** Asks for the list of models: it costs nothing and most often says whether the key is good. */
export async function climbAuth(parts: ClimbParts, target: Target): Promise<AuthFinding> {
  const { credential } = target;
  const { listing } = credential.provider;
  if (!listing) return undecided([], 0, messages.nameAModel);
  const models: ListedModel[] = [];
  let cursor: string | undefined;
  let ms = 0;
  for (let page = 0; page < pagesMax; page += 1) {
    const plan = listing.request(credential.connection, credential.settings, cursor);
    const asked = await ask(parts, target, plan);
    ms += asked.ms;
    if (!asked.ok) return refused(parts, asked, ms, redactedCurl(credential, plan));
    const read = listing.read(asked.answer);
    models.push(...read.models);
    cursor = read.next;
    if (cursor === undefined) break;
  }
  if (!listing.provesKey) return undecided(models, ms, openList);
  const rung = passed('auth', ms, `The key is accepted; ${models.length} models are listed.`);
  return { valid: true, models, error: null, health: 'healthy', rung };
}

function undecided(models: ListedModel[], ms: number, error: string): AuthFinding {
  return {
    valid: null,
    models,
    error,
    health: null,
    rung: notPassed('auth', 'unknown', ms, 'nobody', error),
  };
}

function refused(
  parts: ClimbParts,
  { trouble }: Extract<Asked, { ok: false }>,
  ms: number,
  curl: string,
): AuthFinding {
  const { valid, error, rung, owner, health } = diagnose(trouble, 'listing');
  return {
    valid,
    models: [],
    error,
    health,
    rung: withEvidence(notPassed('auth', rung, ms, owner, error), parts, trouble, curl),
  };
}
