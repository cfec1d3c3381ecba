import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '../../api/agents.ts';
import { featuresQuery } from '../../api/features.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { useArea } from '../../areas/area.tsx';
import { formatDay } from '../../components/day-names.ts';
import { common } from '../../strings/common.ts';
import { usage } from '../../strings/usage.ts';
import type { Grouping } from './usage-search.ts';

/** How people know a group: what has a name in this environment by that, everything else as it is. */
export function useGroupNames(by: Grouping): (key: string | null) => string {
  const { api, place, platform } = useArea();
  const isHere = place !== undefined;
  const agents = useQuery({ ...agentsQuery(api), enabled: isHere && by === 'agent' });
  const features = useQuery({ ...featuresQuery(api), enabled: isHere && by === 'feature' });
  const configs = useQuery({ ...modelConfigsQuery(api), enabled: isHere && by === 'config' });
  const lists = { agent: agents.data?.items, feature: features.data?.items, config: configs.data?.items };
  const named: readonly { id: string; name: string }[] =
    (by === 'agent' || by === 'feature' || by === 'config' ? lists[by] : undefined) ?? [];
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const words: Readonly<Record<string, string>> = {
    ...(by === 'operation' && usage.operations),
    ...(by === 'owner' && { own: usage.owners.own, managed: usage.owners.managed(platform.name) }),
    ...(by === 'payer' && usage.payers),
    ...(by === 'environment' && common.environments),
  };
  return (key) => {
    if (key === null || key === '') return usage.none[by] ?? common.unknown;
    if (by === 'day') return formatDay(key);
    return names.get(key) ?? words[key] ?? key;
  };
}
