import { createHash } from 'node:crypto';
import type { CreateCredentialBody } from '../../contract/credentials.ts';
import type { FillDepositBody } from '../../contract/deposits.ts';
import type { DepositRecord, DepositTest, ReceivedDeposit } from '../../kernel/deposits.ts';
import type { CredentialStatus, SealedSecret } from '../../kernel/records.ts';
import type { Healing, Warning } from '../../providers/provider.ts';
import { type AuthenticationFields, toFields } from '../credentials/change-credential.ts';
import { chooseVariant, pick } from '../credentials/choose-variant.ts';
import { type Alongside, createCredential, type EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { moveCredential, type Probe, rotateCredential } from '../credentials/rotate-credential.ts';
import { tell } from '../notifications/tell.ts';
import type { AuditedAct } from '../ports.ts';
import { noteKeyCame } from '../service-requests/key-came.ts';
import type { RequestParts } from '../service-requests/step.ts';
import { tellOperators } from '../service-requests/tell-request.ts';
import type { Outcome } from '../validation/climb.ts';
import type { Rung } from '../validation/rung.ts';
import { validateUnsaved } from '../validation/validate.ts';
import { listAskedFields } from './asked-fields.ts';
import { actOf, findOpenDeposit, gone, movesAccount, type OpenParts } from './open-deposit.ts';

type FillParts = RequestParts & OpenParts;

interface Watch {
  signal: AbortSignal;
  onRung: (rung: Rung) => void;
}

export interface Filled {
  received: ReceivedDeposit | null;
  outcome: Outcome;
  healed: Healing[];
  warnings: Warning[];
}

/**
 * What somebody entered is tested, then sealed and kept, and the link is worth nothing any more, all at once. Where the
 * test fails nothing is kept and the link still holds, so that a slip can be mended; unless whoever entered it says
 * that it is right and only the way to the server is not open yet. An account that is in use takes nobody’s word.
 */
export async function fillDeposit(
  parts: FillParts,
  requestId: string,
  { link, fields, even_if_refused: evenIfRefused = false }: FillDepositBody,
  watch: Watch,
): Promise<Filled> {
  const record = await findOpenDeposit(parts, link);
  refuseOtherFields(record, fields);
  const act = actOf(record, requestId);
  const filled =
    record.replaces === null
      ? await fillNew(parts, act, record, fields, { ...watch, evenIfRefused })
      : await fillStanding(parts, act, record, record.replaces, fields, watch);
  if (filled.received !== null) await tellOperators(parts);
  else if (!watch.signal.aborted) {
    const test = testOf(filled.outcome, parts.clock());
    await parts.store.noteInTenant(scopeOf(record), ({ deposits }) => deposits.noteTest(record.id, test));
  }
  return filled;
}

/** Exactly what was asked for: a link for a key is not filled without one. */
function refuseOtherFields(record: DepositRecord, { tls, ...fields }: FillDepositBody['fields']): void {
  const asked = listAskedFields(record);
  const names = [...Object.keys(fields), ...Object.keys(tls ?? {}).map((name) => `tls.${name}`)];
  const others = names.filter((name) => asked.every((field) => field.name !== name));
  const given = fields as Readonly<Record<string, unknown>>;
  const missing = asked.filter(({ name, required }) => required && isBlank(given[name]));
  const problems = [
    ...others.map((field) => ({ field, detail: 'is not what this link asks for' })),
    ...missing.map(({ name }) => ({ field: name, detail: `${name} is required` })),
  ];
  if (problems.length > 0) throw invalid(problems);
}

const isBlank = (value: unknown): boolean =>
  value === undefined || (typeof value === 'string' && value.trim() === '');

/** Tested as it will be. */
async function fillNew(
  parts: RequestParts,
  act: AuditedAct,
  record: DepositRecord,
  fields: FillDepositBody['fields'],
  { signal, onRung, evenIfRefused }: Watch & { evenIfRefused: boolean },
): Promise<Filled> {
  const scope = scopeOf(record);
  const body = toCredential(record, fields);
  const { outcome, healed, warnings } = await validateUnsaved(parts.credentials, scope, body, {
    provider: undefined,
    model: record.modelName ?? undefined,
    isEmbedding: false,
    full: false,
    signal,
    onRung,
  });
  const isKept = !signal.aborted && (outcome.valid !== false || evenIfRefused);
  if (!isKept) return { received: null, outcome, healed, warnings };
  const keep = keeping(parts, act, record, () => outcome, outcome.health);
  await createCredential(parts.credentials, act, scope, body, keep.alongside);
  return { received: keep.received(), outcome, healed, warnings };
}

/** What the link fixes, with what was entered: the two never overlap. */
function toCredential(record: DepositRecord, fields: FillDepositBody['fields']): CreateCredentialBody {
  const { provider, variant } = pick(record.catalogueId, record.variant);
  const account = { credsType: variant.credsType, provider: provider.provider, name: record.name };
  const entered = withAuthority(record, fields);
  const body = toFields(account, record.settings, new Map(), entered) as CreateCredentialBody;
  const chosen = chooseVariant(body);
  if (chosen === 'unbound' || chosen.variant.id !== variant.id || chosen.provider.id !== provider.id) {
    throw invalid([{ field: 'fields', detail: 'are those of another kind of account' }]);
  }
  return body;
}

/** Of TLS some is fixed and some is entered: both go together. */
function withAuthority(
  { settings: { ca_pem: authority } }: DepositRecord,
  fields: FillDepositBody['fields'],
): FillDepositBody['fields'] {
  const tls = { ...(authority !== undefined && { ca_pem: authority }), ...fields.tls };
  return { ...fields, ...(Object.keys(tls).length > 0 && { tls }) };
}

/** With every model that uses it, and nothing takes over that fails. */
async function fillStanding(
  parts: FillParts,
  act: AuditedAct,
  record: DepositRecord,
  credentialId: string,
  fields: FillDepositBody['fields'],
  { signal, onRung }: Watch,
): Promise<Filled> {
  const probes: Probe[] = [];
  const onProbe = (probe: Probe) => {
    probes.push(probe);
    for (const rung of probe.outcome.checks) onRung(rung);
  };
  const { alongside, received } = keeping(parts, act, record, () => telling(probes), null);
  const watch = { signal, onProbe, model: record.modelName, alongside };
  const replace = movesAccount(record) ? moveCredential : rotateCredential;
  const changes = movesAccount(record) ? toMove(record, fields) : fields;
  try {
    const { healed, warnings } = await replace(
      parts.credentials,
      act,
      scopeOf(record),
      credentialId,
      changes,
      watch,
    );
    return { received: received(), outcome: telling(probes), healed, warnings };
  } catch (error) {
    // Of two at once, the slower one finds the account changed: by the link that it came by as well.
    await findOpenDeposit(parts, record.tokenHash);
    throw error;
  }
}

function toMove(record: DepositRecord, fields: FillDepositBody['fields']): AuthenticationFields {
  const { ca_pem: _authority, client_cert_pem: _certificate, ...settings } = record.settings;
  return { ...settings, ...withAuthority(record, fields) };
}

/** One that failed says more than those that passed. */
function telling(probes: readonly Probe[]): Outcome {
  const { outcome } = probes.find((probe) => probe.outcome.valid === false) ?? probes[0] ?? {};
  if (!outcome) throw new Error('A rotation asked nothing');
  return outcome;
}

/** What is written together with the secrets, or the secrets are not. */
function keeping(
  parts: RequestParts,
  act: AuditedAct,
  record: DepositRecord,
  outcomeOf: () => Outcome,
  status: CredentialStatus | null,
): { alongside: Alongside; received: () => ReceivedDeposit | null } {
  let kept: ReceivedDeposit | null = null;
  const alongside: Alongside = async (tenant, audit, { record: credential, secrets }) => {
    const now = parts.clock();
    const test = testOf(outcomeOf(), now);
    const { serviceRequestId } = record;
    // Held first, as whoever ends the request does: else each could wait for the other.
    if (serviceRequestId !== null) {
      const taker = { act, name: 'deposit link' };
      await noteKeyCame(parts, tenant, audit, taker, { ...record, serviceRequestId }, credential.id);
    }
    const received = { at: now, credentialId: credential.id, secrets: secrets.map(toTrace) };
    await tenant.deposits.noteTest(record.id, test);
    if (!(await tenant.deposits.fill(record.id, received))) throw gone();
    if (status !== null) {
      await tenant.credentials.setStatus(credential, { status, detail: test.error, checkedAt: now });
    }
    audit({
      action: 'deposit.received',
      target: { kind: 'deposit', id: record.id },
      environment: record.environment,
      detail: {
        credential: credential.id,
        name: credential.name,
        secrets: secrets.map(({ field }) => field),
        valid: test.valid,
      },
    });
    await tell(tenant, scopeOf(record), 'deposit.received', now, {
      deposit_id: record.id,
      credential_id: credential.id,
      name: credential.name,
      hosts: record.origins.join(', '),
      test: test.valid === null ? 'could tell nothing' : test.valid ? 'passed' : 'failed',
    });
    kept = received;
  };
  return { alongside, received: () => kept };
}

/** The fingerprint is that of what rests here, as in the custody of keys. */
const toTrace = ({ field, last4, sealed }: SealedSecret) => ({
  field,
  last4,
  sealedSha256: createHash('sha256').update(sealed).digest('hex'),
});

const testOf = ({ valid, error }: Outcome, at: number): DepositTest => ({
  at,
  valid,
  error: valid === true ? null : error,
});

const scopeOf = ({ tenantId, environment }: DepositRecord): EnvironmentScope => ({ tenantId, environment });
