import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';

export type Catalogue =
  paths['/ai/api/v1/providers']['get']['responses']['200']['content']['application/json'];
export type ProviderEntry = Catalogue[number];
export type Variant = ProviderEntry['variants'][number];
export type Field = Variant['fields'][number];
export type Preset = ProviderEntry['presets'][number];

type PastedDraft =
  paths['/ai/api/v1/providers/parse']['post']['responses']['200']['content']['application/json'];
export type ReadDraft = Extract<PastedDraft, { recognised: true }>;

/** Part of the program: it changes with an update only. */
export const catalogueQuery = (api: Api) => ({
  ...api.query(['providers'], (client, signal) => client.GET('/ai/api/v1/providers', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});

export const parsePasted = (text: string) => (client: ApiClient) =>
  client.POST('/ai/api/v1/providers/parse', { body: { text } });
