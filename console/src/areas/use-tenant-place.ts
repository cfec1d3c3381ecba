import { type Place, useArea } from './area.tsx';
import { platformPlace } from './scope.ts';

/** Where people see themselves: the platform’s own place is the platform to them, and no tenant. */
export function useTenantPlace(): Place | undefined {
  const { place } = useArea();
  return place?.tenant === platformPlace.tenant ? undefined : place;
}
