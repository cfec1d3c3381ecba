import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

export type SigninSettings =
  paths['/ai/api/v1/signin_settings']['get']['responses']['200']['content']['application/json'];

/** Of the configuration: it changes with a restart only. */
export const signinSettingsQuery = (api: Api) => ({
  ...api.query(['signin-settings'], (client, signal) => client.GET('/ai/api/v1/signin_settings', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
