import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type LinksPath = paths['/ai/api/v1/signin_links']['post'];
export type Person =
  paths['/ai/api/v1/people']['get']['responses']['200']['content']['application/json']['items'][number];
export type SigninLinkBody = LinksPath['requestBody']['content']['application/json'];
export type SigninLink = LinksPath['responses']['201']['content']['application/json'];

/** Those whom no identity provider vouches for, but whoever made their link. */
export const comesByLink = ({ issuer }: Person): boolean => issuer === 'plugboard:signin-link';

export const peopleQuery = (api: Api) =>
  api.query(['people'], (client, signal) =>
    client.GET('/ai/api/v1/people', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const suspendPerson = (id: string, suspended: boolean) => (client: ApiClient) =>
  client.PATCH('/ai/api/v1/people/{id}', { params: { path: { id } }, body: { suspended } });

export const createSigninLink = (body: SigninLinkBody) => (client: ApiClient) =>
  client.POST('/ai/api/v1/signin_links', { body });
