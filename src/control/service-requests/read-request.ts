import { isDeepStrictEqual } from 'node:util';
import type { CreateServiceRequestBody, PatchServiceRequestBody } from '../../contract/service-requests.ts';
import type { FieldProblem } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { Environment } from '../../kernel/scope.ts';
import type {
  ChangeDetails,
  EnvironmentWish,
  RequestChange,
  RequestedEnvironmentRecord,
  RequestKind,
  ServiceRequestRecord,
} from '../../kernel/service-requests.ts';
import { rulesFor } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { filled, listFaults, listWishProblems, toWish } from './read-wish.ts';
import type { RequestParts } from './step.ts';

/** What of a request its makers write, as it is stored. */
export type Written = Pick<ServiceRequestRecord, 'notes' | 'target' | 'details'> & {
  environments: { environment: Environment; wish: EnvironmentWish }[];
};

/** A request of this kind has these fields and no others. */
export function readNew(body: CreateServiceRequestBody): {
  kind: RequestKind;
  change: RequestChange | null;
  written: Written;
} {
  const { kind, change = null, environment } = body;
  const foreign = (fields: (keyof CreateServiceRequestBody)[], of: string): FieldProblem[] =>
    fields.filter((field) => body[field] !== undefined).map((field) => ({ field, detail: `is for ${of}` }));
  if (kind !== 'change') {
    refuse(foreign(['change', 'environment', 'target_id', 'details'], 'a change'));
    return { kind, change: null, written: readWritten(kind, body, { ...nothing, environments: [] }) };
  }
  refuse([
    ...foreign(['environments'], 'a set-up: a change names one environment'),
    ...(change === null ? [{ field: 'change', detail: 'is required for a change' }] : []),
    ...(environment === undefined ? [{ field: 'environment', detail: 'is required for a change' }] : []),
  ]);
  const environments = environment === undefined ? [] : [{ environment, wish: {} }];
  return { kind, change, written: readWritten(kind, body, { ...nothing, environments }) };
}

const nothing: Omit<Written, 'environments'> = { notes: '', target: null, details: null };

/** What is left out stays as it was. */
export function readWritten(kind: RequestKind, body: PatchServiceRequestBody, before: Written): Written {
  if (kind === 'change' && body.environments !== undefined) {
    throw invalid([{ field: 'environments', detail: 'is for a set-up' }]);
  }
  if (kind !== 'change' && (body.target_id !== undefined || body.details !== undefined)) {
    throw invalid([
      { field: body.details === undefined ? 'target_id' : 'details', detail: 'is for a change' },
    ]);
  }
  const details = body.details === undefined ? before.details : toDetails(body.details);
  const wishes =
    body.environments?.map((one) => ({ environment: one.environment, wish: toWish(one) })) ??
    before.environments;
  return {
    notes: body.notes ?? before.notes,
    target: body.target_id ?? before.target,
    details,
    environments:
      kind === 'change'
        ? wishes.map(({ environment }) => ({ environment, wish: toChangedWish(details) }))
        : wishes,
  };
}

function toDetails(body: NonNullable<PatchServiceRequestBody['details']>): ChangeDetails {
  if (typeof body === 'string') return { text: body };
  const { model_name, endpoint_url, token_url, ...same } = body;
  const endpointUrl = filled(endpoint_url);
  const tokenUrl = filled(token_url);
  return {
    ...same,
    ...(model_name !== undefined && { modelName: model_name }),
    ...(endpointUrl !== undefined && { endpointUrl }),
    ...(tokenUrl !== undefined && { tokenUrl }),
  };
}

/** The endpoint that a change leads to is looked at like one of a set-up. */
function toChangedWish(details: ChangeDetails | null): EnvironmentWish {
  const { endpointUrl, tokenUrl } = details ?? {};
  return { ...(endpointUrl !== undefined && { endpointUrl }), ...(tokenUrl !== undefined && { tokenUrl }) };
}

/** `whole`: it is to be handed in, and nothing may be missing any more. */
export async function refuseFaulty(
  parts: RequestParts,
  tenantId: string,
  { kind, change }: Pick<ServiceRequestRecord, 'kind' | 'change'>,
  written: Written,
  whole: boolean,
): Promise<void> {
  const problems: FieldProblem[] = [];
  const named = written.environments.map(({ environment }) => environment);
  if (new Set(named).size < named.length) {
    problems.push({ field: 'environments', detail: 'names an environment twice' });
  }
  for (const [index, { environment, wish }] of written.environments.entries()) {
    const rules = await rulesFor(parts.credentials, { tenantId, environment });
    const at = kind === 'change' ? 'details.' : `environments.${index}.`;
    problems.push(...listEnvironmentProblems(kind, wish, environment, rules, at, whole));
  }
  if (whole) problems.push(...listMissing(kind, change, written));
  refuse(problems);
}

function listEnvironmentProblems(
  kind: RequestKind,
  wish: EnvironmentWish,
  environment: Environment,
  rules: readonly EgressRule[],
  at: string,
  whole: boolean,
): FieldProblem[] {
  const complete = whole && kind === 'setup';
  return complete ? listWishProblems(wish, environment, rules, at) : listFaults(wish, environment, rules, at);
}

function listMissing(
  kind: RequestKind,
  change: RequestChange | null,
  { notes, target, details, environments }: Written,
): FieldProblem[] {
  if (kind === 'setup') {
    return environments.length === 0 ? [{ field: 'environments', detail: 'is required for a set-up' }] : [];
  }
  const isSaid = details !== null && Object.values(details).some((value) => value !== '');
  if (kind === 'provider') {
    const isEmpty = notes.trim() === '' && environments.length === 0;
    return isEmpty ? [{ field: 'notes', detail: 'is required: say which provider' }] : [];
  }
  if (change === 'managed_fallback' || isSaid || target !== null) return [];
  return [{ field: 'details', detail: 'is required: say what is to change' }];
}

/** What was made and tried for another wish, or with another key, says nothing of this one. */
export function withoutProof(one: RequestedEnvironmentRecord): RequestedEnvironmentRecord {
  return { ...one, configIds: [], configuredAt: null, checks: null };
}

/** What came of an environment before stays with it, unless its wish is another one. */
export function toRecords(
  written: Written,
  before: readonly RequestedEnvironmentRecord[],
): RequestedEnvironmentRecord[] {
  return written.environments.map(({ environment, wish }) => {
    const known = before.find((one) => one.environment === environment);
    if (known && isDeepStrictEqual(known.wish, wish)) return known;
    return withoutProof({
      environment,
      wish,
      reachability: null,
      credentialId: known?.credentialId ?? null,
      secretVersionBefore: known?.secretVersionBefore ?? null,
      configIds: [],
      configuredAt: null,
      checks: null,
      activatedAt: null,
      override: null,
    });
  });
}

function refuse(problems: FieldProblem[]): void {
  if (problems.length > 0) throw invalid(problems);
}
