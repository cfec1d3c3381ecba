import type { paths } from '../api.d.ts';
import type { Api } from './api.ts';

export type Board = paths['/ai/api/v1/board']['get']['responses']['200']['content']['application/json'];
export type BoardSource = Board['sources'][number];
export type BoardModel = Board['models'][number];
export type BoardAccount = Board['accounts'][number];
export type Health = BoardAccount['health'];

const refreshMs = 10_000;

/** Asked again and again while it is looked at: a key that dies is seen to. */
export const boardQuery = (api: Api) => ({
  ...api.query(['board'], (client, signal) => client.GET('/ai/api/v1/board', { signal })),
  refetchInterval: refreshMs,
});
