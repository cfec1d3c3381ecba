import type { Clock } from '../../kernel/clock.ts';
import { type DepositRecord, depositState } from '../../kernel/deposits.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { hashOf } from '../authentication/sessions.ts';
import type { Act, AuditedAct, Store } from '../ports.ts';
import { originsNow } from './create-deposit.ts';
import { mayStillAsk } from './makers-right.ts';

export interface OpenParts {
  store: Store;
  clock: Clock;
  /** Where it stands what people and tokens may do. */
  keeper: { readonly snapshot: Snapshot };
}

/** Wrong, used, revoked and expired links are told apart by nobody. */
export const gone = (): PlugboardError => new PlugboardError('invalid_one_time_token');

/** Whoever comes by a link is nobody but that. */
export const actOf = ({ id }: DepositRecord, requestId: string): AuditedAct => ({
  actor: { kind: 'deposit_link', id, role: 'key_holder' },
  requestId,
});

/** By the token of a link, or by its hash. One look-up in any case: none of the refusals takes longer than another. */
export async function findOpenDeposit(
  { store, clock, keeper }: OpenParts,
  token: string | Uint8Array,
): Promise<DepositRecord> {
  const hash = typeof token === 'string' ? hashOf(token) : token;
  const record = await store.readAsPlatform(({ deposits }) => deposits.findByToken(hash));
  const now = clock();
  const state = record && depositState(record, now);
  if (!record || (state !== 'waiting' && state !== 'opened')) throw gone();
  if (!mayStillAsk(keeper.snapshot, record, now)) throw gone();
  if (record.replaces !== null) await refuseChanged(store, record, record.replaces);
  return record;
}

/** Whether the account goes elsewhere from then on: where the link says, which whoever opens it is shown. */
export const movesAccount = ({ replaces, settings }: DepositRecord): boolean =>
  replaces !== null && Object.keys(settings).length > 0;

/**
 * The key was asked for these hosts, and in the place of the one that was there. An account that has moved since, has
 * another key already, or is gone, is not what it was asked for.
 */
async function refuseChanged(store: Store, record: DepositRecord, credentialId: string): Promise<void> {
  const { credential, secrets } = await store.readInTenant(record, async ({ credentials }) => {
    const found = await credentials.find(credentialId);
    const stored = found && (await credentials.listSecrets(credentialId, found.secretVersion));
    return { credential: found, secrets: stored ?? [] };
  });
  const isSame = credential?.catalogueId === record.catalogueId && credential.variant === record.variant;
  if (!credential || !isSame) throw gone();
  if (secrets.some(({ createdAt }) => createdAt > record.createdAt)) throw gone();
  if (!movesAccount(record) && originsNow(credential).join() !== record.origins.join()) throw gone();
}

/** Notes that somebody came, the first time. */
export async function openDeposit(
  parts: OpenParts,
  requestId: string,
  link: string,
): Promise<{ record: DepositRecord; tenantName: string }> {
  const record = await findOpenDeposit(parts, link);
  const { tenantId, environment } = record;
  const scope = { tenantId, environment };
  const tenant = await parts.store.readInTenant(scope, ({ findTenant }) => findTenant());
  if (!tenant) throw gone();
  if (record.openedAt === null) {
    await parts.store.changeInTenant(scope, actOf(record, requestId), async ({ deposits }, audit) => {
      if (!(await deposits.noteOpened(record.id, parts.clock()))) return;
      audit({ action: 'deposit.opened', target: { kind: 'deposit', id: record.id }, environment });
    });
  }
  return { record, tenantName: tenant.name };
}

export async function revokeDeposit(
  { store, clock }: Pick<OpenParts, 'store' | 'clock'>,
  act: Act,
  scope: Pick<DepositRecord, 'tenantId' | 'environment'>,
  id: string,
): Promise<void> {
  await store.changeInTenant(scope, act, async ({ deposits }, audit) => {
    const record = await deposits.find(id);
    if (!record) throw new PlugboardError('deposit_not_found');
    if (await deposits.revoke(id, clock())) {
      audit({
        action: 'deposit.revoked',
        target: { kind: 'deposit', id },
        environment: record.environment,
        detail: { name: record.name },
      });
    } else if (record.revokedAt === null) throw new PlugboardError('deposit_filled');
  });
}
