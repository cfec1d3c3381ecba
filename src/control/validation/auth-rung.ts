import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialStatus } from '../../kernel/records.ts';
import type { Answer, ListedModel, Listing } from '../../providers/provider.ts';
import { type Asked, askForList } from './ask.ts';
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

const noList =
  'The answer is no list of models: this is another service, or a page to sign in at. Check the address.';

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
    const asked = await askForList(parts, target, plan);
    ms += asked.ms;
    if (!asked.ok) return refused(parts, asked, ms, redactedCurl(credential, plan));
    const read = readListing(listing, asked.answer);
    if (!read) return unreadable(parts, asked.answer, ms, redactedCurl(credential, plan));
    models.push(...read.models);
    cursor = read.next;
    if (cursor === undefined) break;
  }
  const keyCheck = listing.keyCheck?.(credential.connection, credential.settings);
  if (keyCheck) {
    const asked = await askForList(parts, target, keyCheck);
    ms += asked.ms;
    if (!asked.ok) return { ...refused(parts, asked, ms, redactedCurl(credential, keyCheck)), models };
  } else if (!listing.provesKey) return undecided(models, ms, openList);
  const rung = passed('auth', ms, `The key is accepted; ${models.length} models are listed.`);
  return { valid: true, models, error: null, health: 'healthy', rung };
}

/** Undefined where the answer is none: a sign-in page with status 200, another API’s JSON. */
function readListing(listing: Listing, answer: Answer): ReturnType<Listing['read']> | undefined {
  try {
    return listing.read(answer);
  } catch (error) {
    if (error instanceof PlugboardError && error.code === 'upstream_error') return undefined;
    throw error;
  }
}

function unreadable(parts: ClimbParts, { status, body }: Answer, ms: number, curl: string): AuthFinding {
  const message = typeof body === 'string' ? body : (JSON.stringify(body) ?? '');
  const trouble = { kind: 'answer', status, failure: { class: 'bad_request', message } } as const;
  const rung = withEvidence(notPassed('auth', 'failed', ms, 'you', noList), parts, trouble, curl);
  return { valid: false, models: [], error: noList, health: null, rung };
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
