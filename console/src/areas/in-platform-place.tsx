import { type ReactNode, useMemo } from 'react';
import { createApi } from '../api/api.ts';
import { AreaProvider, useArea } from './area.tsx';
import { findScope, platformPlace, platformScope } from './scope.ts';

/** For pages of the platform that show what lies in its own place: inside of it, calls are made there. */
export function InPlatformPlace({ children }: { children: ReactNode }) {
  const area = useArea();
  const inside = useMemo(() => {
    const scope = findScope(area.memberships, platformPlace) ?? platformScope;
    return { ...area, place: platformPlace, api: createApi(scope) };
  }, [area]);
  return <AreaProvider area={inside}>{children}</AreaProvider>;
}
