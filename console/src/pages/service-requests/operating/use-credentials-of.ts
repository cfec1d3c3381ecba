import { useQuery } from '@tanstack/react-query';
import { createApi } from '../../../api/api.ts';
import { credentialsQuery } from '../../../api/credentials.ts';
import { type Place, useApi, useArea } from '../../../areas/area.tsx';
import { findScope } from '../../../areas/scope.ts';

/** The accounts of the environment that a request is about, wherever one looks at it from. */
export function useCredentialsOf(place: Place) {
  const here = useApi();
  const scope = findScope(useArea().memberships, place);
  return useQuery({ ...credentialsQuery(scope ? createApi(scope) : here), enabled: scope !== undefined });
}
