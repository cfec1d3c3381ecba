import { type RoutingStatement, routingProof } from '../../../contract/routing-proof.ts';
import type { Place } from '../../../control/authentication/caller.ts';
import { signStatement } from '../../../control/signed-statement.ts';
import { listPossible, type PossibleTarget } from '../../../gateway/routing/list-possible.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { toEffectivePolicy } from '../../../kernel/lock.ts';
import { defineRoute, placeOf } from '../../route.ts';
import type { Services } from '../../services.ts';
import { toInstant, toSignedAnswer } from '../answers.ts';
import { toLockRules } from '../lock/answers.ts';
import { toTargetAnswer } from './explain.ts';

export const routingProofRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/routing/proof',
  access: { permission: 'ledger.view' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'Get a signed statement of every route that a call could take now: hosts, regions, managed or not',
  answers: { 200: routingProof },
  handle: async (call) => {
    const { services } = call;
    const place = placeOf(call);
    const targets = listPossible(services.keeper.snapshot, place, await listAgentIds(services, place));
    const statement = toRoutingStatement(services, place, targets);
    return { status: 200, body: toSignedAnswer(signStatement(services.signer, statement)) };
  },
});

/** With null for the calls of no agent. */
export async function listAgentIds(
  { store }: Pick<Services, 'store'>,
  place: Place,
): Promise<(string | null)[]> {
  return store.readInTenant(place, async ({ agents }) => {
    const ids: (string | null)[] = [null];
    for (let after: string | undefined, more = true; more; ) {
      const page = await agents.list({ limit: 1000, ...(after !== undefined && { after }) });
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
      more = after !== undefined;
    }
    return ids;
  });
}

export function toRoutingStatement(
  { keeper: { snapshot }, clock, deploymentId }: Services,
  { tenantId, environment }: Place,
  targets: readonly PossibleTarget[],
): RoutingStatement {
  const tenant = snapshot.tenant(tenantId);
  if (!tenant) throw new PlugboardError('tenant_not_found');
  const { settings, policies, lock } = snapshot.pluggedIn(tenantId, environment);
  const mode = settings?.mode ?? 'bundled';
  const managed = targets.filter(({ target }) => target.owner === 'managed');
  const regions = targets.map(({ region }) => region);
  return {
    kind: 'routing',
    deployment: deploymentId,
    tenant: tenantId,
    environment,
    at: toInstant(clock()),
    plan: tenant.plan,
    mode,
    embeddings_mode: settings?.embeddingsMode ?? mode,
    policies: policies.map(({ agentId, policy, consent }) => ({
      agent_id: agentId,
      policy,
      effective_policy: toEffectivePolicy(policy, lock),
      consented: consent !== null,
    })),
    lock: toLockRules(lock ?? { managedNever: false, regions: null, hosts: null }),
    managed: {
      possible: managed.length > 0,
      by_mode: managed.some(({ target }) => target.payer === 'subscription'),
      by_fallback: managed.some(({ target }) => target.payer === 'metered'),
    },
    hosts: sorted(targets.flatMap(({ hosts }) => hosts)),
    regions: sorted(regions.filter((region) => region !== null)),
    region_unknown: regions.includes(null),
    targets: targets.map(toPossibleAnswer),
  };
}

export function toPossibleAnswer(possible: PossibleTarget): RoutingStatement['targets'][number] {
  const { reason: _reason, ...target } = toTargetAnswer(possible);
  const { operation, reasons, agentIds, hosts, region } = possible;
  return { ...target, operation, reasons, agents: agentIds, hosts: [...hosts], region };
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted();
