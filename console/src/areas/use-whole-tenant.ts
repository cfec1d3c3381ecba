import { useMemo } from 'react';
import { type Api, createApi } from '../api/api.ts';
import { useArea, usePlace } from './area.tsx';
import { platformScope } from './scope.ts';

/** Of an operator in an environment: calls that act in its tenant as a whole. Their changes are seen here. */
export function useWholeTenant(): Api {
  const { api } = useArea();
  const { tenant } = usePlace();
  const { name } = api.scope;
  return useMemo(
    () => createApi({ name, headers: { ...platformScope.headers, 'x-plugboard-tenant': tenant } }),
    [name, tenant],
  );
}
