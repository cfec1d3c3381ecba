import type { paths } from '../api.d.ts';
import type { ApiClient } from './api.ts';
import { watched } from './watch-run.ts';

type Validate = paths['/ai/api/v1/llm_credentials/{id}/validate']['post'];
export type CheckTarget = Validate['requestBody']['content']['application/json'];
export type CheckResult = Validate['responses']['200']['content']['application/json'];
export type Rung = CheckResult['checks'][number];
export type TestBody =
  paths['/ai/api/v1/llm_credentials/test']['post']['requestBody']['content']['application/json'];

/** Of an account that is stored. */
export const validateStored = (id: string, body: CheckTarget, signal: AbortSignal) => (client: ApiClient) =>
  client.POST('/ai/api/v1/llm_credentials/{id}/validate', {
    params: { path: { id } },
    body,
    signal,
    ...watched,
  });

/** Of one that nobody has saved; nothing of it is stored. */
export const testUnsaved = (body: TestBody, signal: AbortSignal) => (client: ApiClient) =>
  client.POST('/ai/api/v1/llm_credentials/test', { body, signal, ...watched });
