import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useRef } from 'react';
import type { Api, Ask } from '../api/api.ts';
import type { Platform } from '../api/platform.ts';
import { type ApiProblem, toProblem } from '../api/problem.ts';
import type { Environment, Membership, Permission, Session } from '../api/session.ts';

export interface Place {
  tenant: string;
  environment: Environment;
}

/** What is known to pages that take no sign-in as well. */
export interface PublicArea {
  api: Api;
  platform: Pick<Platform, 'name'>;
}

const PublicAreaContext = createContext<PublicArea | undefined>(undefined);

export function PublicAreaProvider({ area, children }: { area: PublicArea; children: ReactNode }) {
  return <PublicAreaContext value={area}>{children}</PublicAreaContext>;
}

export function usePublicArea(): PublicArea {
  const area = use(PublicAreaContext);
  if (!area) throw new Error('This component is used outside of every area');
  return area;
}

/** Where one is in the console: in an environment of a tenant, or with the whole platform. */
export interface Area extends PublicArea {
  /** Undefined: the platform's own pages. */
  place: Place | undefined;
  /** Calls as this person, here. */
  api: Api;
  /** Who one is here: role and permissions. */
  session: Session;
  /** Everywhere that this person may act. */
  memberships: readonly Membership[];
  platform: Platform;
}

const AreaContext = createContext<Area | undefined>(undefined);

export function AreaProvider({ area, children }: { area: Area; children: ReactNode }) {
  return (
    <AreaContext value={area}>
      <PublicAreaContext value={area}>{children}</PublicAreaContext>
    </AreaContext>
  );
}

export function useArea(): Area {
  const area = use(AreaContext);
  if (!area) throw new Error('This component is used outside of every area');
  return area;
}

/** For pages of a tenant's environment. */
export function usePlace(): Place {
  const { place } = useArea();
  if (!place) throw new Error('This component belongs to a page of an environment');
  return place;
}

export const useApi = (): Api => usePublicArea().api;

export function useMay(permission: Permission): boolean {
  return useArea().session.permissions.includes(permission);
}

/**
 * A change by the API. When it went well everything that is shown of this area is asked for anew: what depends on
 * what is the server's to know. A second click while the first one is on its way does nothing. `elsewhere`: it acts
 * in a wider place than the page, under the same name.
 */
export function useChange<Answer, Input = void>(change: (input: Input) => Ask<Answer>, elsewhere?: Api) {
  const area = useArea();
  const api = elsewhere ?? area.api;
  const queries = useQueryClient();
  // Known at once, where `isPending` waits for the next picture.
  const isUnderWay = useRef(false);
  const mutation = useMutation<Answer, ApiProblem, Input>({
    mutationFn: (input) =>
      api.ask(change(input)).catch((error) => {
        throw toProblem(error);
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [api.scope.name] }),
    onSettled: () => {
      isUnderWay.current = false;
    },
  });
  const mutate: typeof mutation.mutate = (...args) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(...args);
  };
  return { ...mutation, mutate };
}
