import { type DataFlow, dataFlow } from '../../../contract/data-flow.ts';
import type { Place } from '../../../control/authentication/caller.ts';
import { type Kept, listKept } from '../../../control/kept-here.ts';
import { findDefaultByMode } from '../../../gateway/routing/default-by-mode.ts';
import { explain } from '../../../gateway/routing/explain.ts';
import { listPossible } from '../../../gateway/routing/list-possible.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { FeatureRecord } from '../../../kernel/records.ts';
import { defineRoute, placeOf } from '../../route.ts';
import type { Services } from '../../services.ts';
import { toTargetAnswer } from '../routing/explain.ts';
import { listAgentIds, toPossibleAnswer, toRoutingStatement } from '../routing/proof.ts';

export const dataFlowRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/data-flow',
  access: { permission: 'ledger.view' },
  actsOn: 'environment',
  tag: 'Ledger',
  summary: 'See what content goes to which provider, host and region now, and what is kept here for how long',
  answers: { 200: dataFlow },
  handle: async (call) => {
    const { services } = call;
    const place = placeOf(call);
    const { snapshot } = services.keeper;
    const targets = listPossible(snapshot, place, await listAgentIds(services, place));
    const { kept, sent } = await listKept(services.store, place);
    const statement = toRoutingStatement(services, place, targets);
    const byMode = findDefaultByMode(snapshot, place);
    const body: DataFlow = {
      tenant: statement.tenant,
      environment: statement.environment,
      at: statement.at,
      mode: statement.mode,
      embeddings_mode: statement.embeddings_mode,
      managed: statement.managed,
      hosts: statement.hosts,
      regions: statement.regions,
      region_unknown: statement.region_unknown,
      default_by_mode: {
        bundled: byMode.bundled && toTargetAnswer(byMode.bundled),
        byo: byMode.byo && toTargetAnswer(byMode.byo),
      },
      features: [...snapshot.features()].map((feature) => toFeatureFlow(services, place, feature)),
      flows: targets.map((target) => ({ ...toPossibleAnswer(target), when: target.when })),
      kept: kept.map(toKeptAnswer),
      also_sent: sent,
    };
    return { status: 200, body };
  },
});

function toFeatureFlow(
  { keeper, clock }: Services,
  { tenantId, environment }: Place,
  { id, name, operation }: FeatureRecord,
): DataFlow['features'][number] {
  const question = {
    tenantId,
    environment,
    agentId: null,
    operation,
    model: undefined,
    providerId: undefined,
  };
  try {
    const { targets } = explain(keeper.snapshot, { ...question, featureId: id }, clock());
    const [first] = targets;
    return { id, name, operation, target: first ? toTargetAnswer(first) : null, refused: null };
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return { id, name, operation, target: null, refused: error.code };
  }
}

function toKeptAnswer({
  what,
  hasContent,
  isSealed,
  keptMs,
  setting,
  detail,
}: Kept): DataFlow['kept'][number] {
  const keptForSeconds = keptMs === null ? null : Math.round(keptMs / 1000);
  return { what, has_content: hasContent, sealed: isSealed, kept_for_s: keptForSeconds, setting, detail };
}
