import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../api/agents.ts';
import type { Budget } from '../../api/budgets.ts';
import { featuresQuery } from '../../api/features.ts';
import { useArea } from '../../areas/area.tsx';
import { formatAmount, formatCount, formatRoughAmount } from '../../components/numbers.ts';
import { budgets as texts } from '../../strings/budgets.ts';
import { common } from '../../strings/common.ts';

/** What a budget counts, by the names that people know. */
export function useBudgetScope(): (budget: Budget) => string {
  const { api, platform } = useArea();
  const agents = useQuery(agentsQuery(api)).data?.items ?? [];
  const features = useQuery(featuresQuery(api)).data?.items ?? [];
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  return ({ environment, agent_id: agent, feature_id: feature, model_name: model, owner }) => {
    const parts = [
      ...(agent === null ? [] : [texts.agent(nameIn(agents, agent))]),
      ...(feature === null ? [] : [texts.feature(nameIn(features, feature))]),
      ...(model === null ? [] : [texts.model(model)]),
      ...(owner === null ? [] : [owner === 'own' ? texts.owners.own : texts.owners.managed(platform.name)]),
    ];
    const where =
      environment === null ? texts.wholeTenant : texts.everything(common.environments[environment]);
    if (parts.length === 0) return where;
    const narrowed = parts.join(', ');
    return environment === null ? `${where}: ${narrowed}` : capitalised(narrowed);
  };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `USD 412.10 of USD 500.00`, `1,200 of 5,000 tokens` */
export function describeUse({ measure, used, amount, currency }: Budget): string {
  if (measure === 'money') {
    const money = currency ?? 'USD';
    return texts.usedOf(formatRoughAmount(used, money), formatAmount(amount, money));
  }
  return texts.usedOf(formatCount(used), `${formatCount(amount)} ${texts.units[measure]}`);
}
