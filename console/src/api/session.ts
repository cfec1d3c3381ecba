import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

export type Session = paths['/ai/api/v1/session']['get']['responses']['200']['content']['application/json'];
export type Membership = Session['memberships'][number];
export type Environment = NonNullable<Session['environment']>;
export type Permission = Session['permissions'][number];

/** Memberships and permissions change rarely, and every call is judged anew by the server anyway. */
export const sessionQuery = (api: Api) => ({
  ...api.query(['session'], (client, signal) => client.GET('/ai/api/v1/session', { signal })),
  staleTime: 5 * 60_000,
});

export const signOut = (api: Api) => api.ask((client) => client.DELETE('/ai/api/v1/session'));
