import type { paths } from '../api.d.ts';
import type { Api, ApiClient } from './api.ts';
import { listLimitMax } from './lists.ts';

type FeaturesPath = paths['/ai/api/v1/features'];
export type Feature = FeaturesPath['get']['responses']['200']['content']['application/json']['items'][number];

type AssignmentPath = paths['/ai/api/v1/features/{id}/assignment']['put'];
export type AssignmentBody = AssignmentPath['requestBody']['content']['application/json'];
export type FeatureWarning =
  AssignmentPath['responses']['200']['content']['application/json']['warnings'][number];

export const featuresQuery = (api: Api) =>
  api.query(['features'], (client, signal) =>
    client.GET('/ai/api/v1/features', { params: { query: { limit: listLimitMax } }, signal }),
  );

export const assignFeature = (id: string, body: AssignmentBody) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/features/{id}/assignment', { params: { path: { id } }, body });

type OneFeature = paths['/ai/api/v1/features/{id}'];
export type FeatureBody = OneFeature['put']['requestBody']['content']['application/json'];

export const putFeature = (id: string, body: FeatureBody) => (client: ApiClient) =>
  client.PUT('/ai/api/v1/features/{id}', { params: { path: { id } }, body });

export const deleteFeature = (id: string) => (client: ApiClient) =>
  client.DELETE('/ai/api/v1/features/{id}', { params: { path: { id } } });
