import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

type DataFlowPath = paths['/ai/api/v1/data-flow']['get'];
export type DataFlow = DataFlowPath['responses']['200']['content']['application/json'];
export type Flow = DataFlow['flows'][number];
export type FlowFeature = DataFlow['features'][number];
export type Kept = DataFlow['kept'][number];
export type FlowTarget = NonNullable<DataFlow['default_by_mode']['byo']>;

export const dataFlowQuery = (api: Api) =>
  api.query(['data-flow'], (client, signal) => client.GET('/ai/api/v1/data-flow', { signal }));
