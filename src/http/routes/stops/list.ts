import { listOf, listQuery } from '../../../contract/common.ts';
import { stop } from '../../../contract/stops.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toStopAnswer } from './answers.ts';

export const listStopsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/stops',
  access: { permission: 'stops.manage' },
  actsOn: 'nowhere',
  tag: 'Stops',
  summary: 'List what is stopped',
  query: listQuery,
  answers: { 200: listOf(stop) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform(({ stops }) => stops.list(toUuidPage(query)));
    return { status: 200, body: toList(page, toStopAnswer) };
  },
});
