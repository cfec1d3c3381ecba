import type { RequestChange, RequestKind } from '../../api/service-requests.ts';
import type { Environment } from '../../api/session.ts';
import { parseEnvironment } from '../../areas/scope.ts';
import { serviceRequests } from '../../strings/service-requests.ts';

/** What is chosen already, by the page that leads here. */
export interface NewRequestSearch {
  kind?: RequestKind | undefined;
  change?: RequestChange | undefined;
  environment?: Environment | undefined;
  target?: string | undefined;
}

const keyOf = <K extends string>(known: Readonly<Record<K, unknown>>, value: unknown): K | undefined =>
  typeof value === 'string' && Object.hasOwn(known, value) ? (value as K) : undefined;

export const toNewRequestSearch = ({
  kind,
  change,
  environment,
  target,
}: Record<string, unknown>): NewRequestSearch => ({
  kind: keyOf(serviceRequests.kinds, kind),
  change: keyOf(serviceRequests.changes, change),
  environment: typeof environment === 'string' ? parseEnvironment(environment) : undefined,
  target: typeof target === 'string' ? target : undefined,
});
