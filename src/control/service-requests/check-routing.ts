import type { LedgerFinding, RequestCheck } from '../../kernel/service-requests.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { proveLedger } from '../ledger/statement.ts';
import type { RequestParts } from './step.ts';
import type { ManagedRoutes, RoutingWitness } from './witness.ts';

type RoutingParts = RequestParts & { witness: RoutingWitness };

interface Run {
  from: number;
  /** Of the calls that were made to show where calls go. */
  requestIds: readonly string[];
}

/**
 * That nothing of the tenant’s reached a managed model: of the run’s own calls and of everything else in its time, by
 * the ledger; and, by the routes that there are, that nothing could once own models serve.
 */
export async function checkRouting(
  parts: RoutingParts,
  scope: EnvironmentScope,
  { from, requestIds }: Run,
): Promise<{ checks: RequestCheck[]; ledger: LedgerFinding }> {
  const { witness, store, clock } = parts;
  await witness.shipAttempts();
  // The ledger takes a period up to its end, and what was answered in this very millisecond belongs to it.
  const to = clock() + 1;
  const { statement, signed, signature, keyId } = await store.readInTenant(scope, ({ ledger }) =>
    proveLedger(ledger, witness.signer, witness.deploymentId, scope, { from, to }, to),
  );
  const { own: tried, managed: strayed } = await countOwners(parts, scope, { from, to }, requestIds);
  const mode = await store.readInTenant(
    scope,
    async ({ settings }) => (await settings.find())?.mode ?? 'bundled',
  );
  const routes = await witness.listManagedRoutes(scope);
  const { own, managed } = statement.by_owner;
  const ledger: LedgerFinding = {
    from,
    to,
    own,
    managed,
    hosts: statement.hosts,
    signed: Buffer.from(signed).toString('base64'),
    signature: Buffer.from(signature).toString('base64'),
    keyId,
  };
  return {
    checks: [
      judgeCalls(requestIds.length, tried, strayed),
      judgePeriod(managed, mode),
      ...judgeRoutes(routes),
    ],
    ledger,
  };
}

async function countOwners(
  { store }: RoutingParts,
  scope: EnvironmentScope,
  period: { from: number; to: number },
  requestIds: readonly string[],
): Promise<{ own: number; managed: number }> {
  const counted = { own: 0, managed: 0 };
  await store.readInTenant(scope, async ({ ledger }) => {
    for (const requestId of requestIds) {
      const { items } = await ledger.list({ limit: 100 }, { ...period, requestId });
      for (const { owner } of items) counted[owner] += 1;
    }
  });
  return counted;
}

const line = (step: string, found: Pick<RequestCheck, 'status' | 'owner' | 'detail'>): RequestCheck => ({
  part: 'routing',
  model: null,
  step,
  ms: 0,
  ...found,
});

function judgeCalls(calls: number, own: number, managed: number): RequestCheck {
  if (managed > 0) {
    const detail = `Of the test calls, ${managed} attempt(s) reached a managed model.`;
    return line('test_calls', { status: 'failed', owner: 'the_platform', detail });
  }
  if (calls === 0) {
    return line('test_calls', { status: 'skipped', owner: 'nobody', detail: 'No test call could be made.' });
  }
  if (own < calls) {
    const detail = `The ledger has ${own} attempt(s) of ${calls} test call(s): validate once more.`;
    return line('test_calls', { status: 'failed', owner: 'the_platform', detail });
  }
  const detail = `The ledger has every attempt of the ${calls} test call(s), all of them on the tenant’s own models.`;
  return line('test_calls', { status: 'passed', owner: 'nobody', detail });
}

/** Until the switch managed models serve whoever names no other: that is what the switch ends. */
function judgePeriod(managed: number, mode: 'bundled' | 'byo'): RequestCheck {
  if (managed === 0) {
    const detail = 'While the checks ran, no call of the environment reached a managed model.';
    return line('all_calls', { status: 'passed', owner: 'nobody', detail });
  }
  if (mode === 'bundled') {
    const detail = `While the checks ran, ${managed} attempt(s) of other calls went to managed models, which serve until the environment is active.`;
    return line('all_calls', { status: 'warned', owner: 'nobody', detail });
  }
  const detail = `While the checks ran, ${managed} attempt(s) of other calls went to managed models, although own models serve: by the failure policy, or an agent’s own mode.`;
  return line('all_calls', { status: 'failed', owner: 'the_platform', detail });
}

function judgeRoutes({ byFallback, agents, hosts }: ManagedRoutes): RequestCheck[] {
  const where = hosts.length > 0 ? ` Calls on own models go to ${hosts.join(', ')}.` : '';
  if (!byFallback && agents.length === 0) {
    const detail = `Once own models serve, no route ends at a managed model.${where}`;
    return [line('routes', { status: 'passed', owner: 'nobody', detail })];
  }
  return [
    ...(byFallback
      ? [
          line('routes', {
            status: 'warned',
            owner: 'you',
            detail: `The failure policy lets managed models answer in place of own ones, with the tenant’s consent.${where}`,
          }),
        ]
      : []),
    ...(agents.length > 0
      ? [
          line('routes', {
            status: 'warned',
            owner: 'you',
            detail: `These agents stay on managed models by their own mode: ${agents.join(', ')}.`,
          }),
        ]
      : []),
  ];
}
