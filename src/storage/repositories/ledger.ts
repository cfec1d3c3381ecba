import { type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type { LedgerFilter, LedgerRepository, Period } from '../../control/ledger-ports.ts';
import { genesisHash } from '../../kernel/hash-chain.ts';
import type { LedgerCheckpoint, LedgerRow } from '../../kernel/ledger.ts';
import type { Environment, Scope } from '../../kernel/scope.ts';
import type { Tables } from '../database-tables.ts';
import type { TransactionExecutor } from '../transactions.ts';
import { pageOf } from './paging.ts';

export function ledgerRepository(trx: TransactionExecutor, scope: Scope): LedgerRepository {
  const environment = scope.environment as Environment;
  const mine = (period: Period) =>
    trx
      .selectFrom('attempts')
      .where('tenant_id', '=', scope.tenantId)
      .where('environment', '=', environment)
      .where('at', '>=', new Date(period.from))
      .where('at', '<', new Date(period.to));
  return {
    list: async (page, filter) => {
      const rows = await narrowed(mine(filter), filter)
        .$if(page.after !== undefined, (query) => query.where(beforeKey(page.after ?? '')))
        .selectAll()
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => `${row.at.getTime()}.${row.id}`, toLedgerRow);
    },
    sumUp: async (period) => {
      const count = (condition: string) => sql<number>`count(*) filter (where ${sql.raw(condition)})`;
      const row = await mine(period)
        .select(({ fn }) => [
          sql<number>`count(distinct request_id)`.as('calls'),
          fn.countAll<number>().as('attempts'),
          count(`owner = 'own'`).as('own'),
          count(`owner = 'managed'`).as('managed'),
          count(`payer = 'tenant_provider'`).as('tenant_provider'),
          count(`payer = 'subscription'`).as('subscription'),
          count(`payer = 'metered'`).as('metered'),
          count(`outcome = 'answered'`).as('answered'),
          count(`outcome = 'failed'`).as('failed'),
          count(`outcome = 'aborted'`).as('aborted'),
          sql<string[] | null>`array_agg(distinct host order by host) filter (where host <> '')`.as('hosts'),
          fn.min<number | null>('seq').as('first'),
          fn.max<number | null>('seq').as('last'),
        ])
        .executeTakeFirstOrThrow();
      return {
        calls: Number(row.calls),
        attempts: Number(row.attempts),
        byOwner: { own: Number(row.own), managed: Number(row.managed) },
        byPayer: {
          tenant_provider: Number(row.tenant_provider),
          subscription: Number(row.subscription),
          metered: Number(row.metered),
        },
        byOutcome: {
          answered: Number(row.answered),
          failed: Number(row.failed),
          aborted: Number(row.aborted),
        },
        hosts: row.hosts ?? [],
        firstSeq: row.first,
        lastSeq: row.last,
      };
    },
    head: async () => {
      const row = await trx
        .selectFrom('ledger_heads')
        .select(['seq', 'hash'])
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .executeTakeFirst();
      return row ? { seq: row.seq, hash: new Uint8Array(row.hash) } : { seq: 0, hash: genesisHash };
    },
    listCheckpoints: async (page) => {
      const rows = await trx
        .selectFrom('ledger_checkpoints')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .$if(page.after !== undefined, (query) => query.where('seq', '<', Number(page.after)))
        .orderBy('seq', 'desc')
        .limit(page.limit + 1)
        .execute();
      return pageOf(rows, page, (row) => String(row.seq), toLedgerCheckpoint);
    },
    findKeptSince: async () => {
      const row = await trx
        .selectFrom('ledger_checkpoints')
        .select(({ fn }) => fn.max('kept_since').as('kept_since'))
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .where('kind', '=', 'retention')
        .executeTakeFirst();
      return row?.kept_since?.getTime() ?? null;
    },
    findSettings: async () => {
      const row = await trx
        .selectFrom('ledger_settings')
        .selectAll()
        .where('tenant_id', '=', scope.tenantId)
        .where('environment', '=', environment)
        .executeTakeFirst();
      return row && { retentionDays: row.retention_days, updatedAt: row.updated_at.getTime() };
    },
    putSettings: async ({ retentionDays, updatedAt }) => {
      const changing = { retention_days: retentionDays, updated_at: new Date(updatedAt) };
      await trx
        .insertInto('ledger_settings')
        .values({ tenant_id: scope.tenantId, environment, ...changing })
        .onConflict((conflict) => conflict.columns(['tenant_id', 'environment']).doUpdateSet(changing))
        .execute();
    },
  };
}

type Attempts = SelectQueryBuilder<Tables, 'attempts', object>;

const filterColumns = {
  requestId: 'request_id',
  owner: 'owner',
  payer: 'payer',
  outcome: 'outcome',
  operation: 'operation',
  failureClass: 'failure_class',
  host: 'host',
  provider: 'provider',
  modelName: 'model_name',
  configId: 'config_id',
  credentialId: 'credential_id',
  agentId: 'agent_id',
  featureId: 'feature_id',
  userId: 'user_id',
} as const satisfies Record<Exclude<keyof LedgerFilter, keyof Period>, keyof Tables['attempts']>;

function narrowed(attempts: Attempts, filter: LedgerFilter): Attempts {
  let query = attempts;
  for (const [name, column] of Object.entries(filterColumns)) {
    const value = filter[name as keyof typeof filterColumns];
    if (value !== undefined) query = query.where(sql.ref(column), '=', value);
  }
  return query;
}

function beforeKey(key: string) {
  const [at, id] = key.split('.', 2);
  return sql<boolean>`(at, id) < (${new Date(Number(at))}, ${id}::uuid)`;
}

export function toLedgerRow(row: Selectable<Tables['attempts']>): LedgerRow {
  return {
    id: row.id,
    at: row.at.getTime(),
    requestId: row.request_id,
    number: row.number,
    tenantId: row.tenant_id,
    environment: row.environment,
    agentId: row.agent_id,
    featureId: row.feature_id,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    userId: row.user_id,
    operation: row.operation,
    streamed: row.streamed,
    configId: row.config_id,
    modelName: row.model_name,
    credentialId: row.credential_id,
    credentialVersion: row.credential_version,
    provider: row.provider,
    host: row.host,
    address: row.address,
    owner: row.owner,
    payer: row.payer,
    reason: row.reason,
    outcome: row.outcome,
    failureClass: row.failure_class,
    upstreamRequestId: row.upstream_request_id,
    status: row.status,
    requestBytes: row.request_bytes,
    answerBytes: row.answer_bytes,
    promptTokens: row.prompt_tokens,
    completionTokens: row.completion_tokens,
    cachedTokens: row.cached_tokens,
    reasoningTokens: row.reasoning_tokens,
    firstByteMs: row.first_byte_ms,
    totalMs: row.total_ms,
    queueMs: row.queue_ms,
    seq: row.seq,
    hash: new Uint8Array(row.hash),
    fields: row.fields,
  };
}

export function toLedgerCheckpoint(row: Selectable<Tables['ledger_checkpoints']>): LedgerCheckpoint {
  return {
    tenantId: row.tenant_id,
    environment: row.environment,
    seq: row.seq,
    hash: new Uint8Array(row.hash),
    at: row.at.getTime(),
    kind: row.kind,
    keptSince: row.kept_since?.getTime() ?? null,
    keyId: row.key_id,
    signature: new Uint8Array(row.signature),
  };
}
