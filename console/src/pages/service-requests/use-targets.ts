import { useQuery } from '@tanstack/react-query';
import { createApi } from '../../api/api.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { type Place, useApi, useArea } from '../../areas/area.tsx';
import { findScope } from '../../areas/scope.ts';
import { requestForm } from '../../strings/service-request-form.ts';

const { targets } = requestForm.change;

/** What a change can be about: the models and accounts of an environment; none where one may not look into it. */
export function useTargets(place: Place): { value: string; label: string }[] {
  const here = useApi();
  const scope = findScope(useArea().memberships, place);
  const api = scope ? createApi(scope) : here;
  const enabled = scope !== undefined;
  const configs = useQuery({ ...modelConfigsQuery(api), enabled });
  const credentials = useQuery({ ...credentialsQuery(api), enabled });
  if (!enabled) return [];
  return [
    ...(configs.data?.items ?? []).map(({ id, name }) => ({ value: id, label: targets.config(name) })),
    ...(credentials.data?.items ?? []).map(({ id, name }) => ({
      value: id,
      label: targets.credential(name),
    })),
  ];
}
