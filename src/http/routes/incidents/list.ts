import { listOf, listQuery } from '../../../contract/common.ts';
import { incident } from '../../../contract/notifications.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList } from '../answers.ts';
import { toIncidentAnswer } from '../notifications/answers.ts';

export const listIncidentsRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/incidents',
  access: { permission: 'incidents.view' },
  actsOn: 'nowhere',
  tag: 'Notifications',
  summary: 'Providers at which many credentials failed alike, the newest first',
  query: listQuery,
  answers: { 200: listOf(incident) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform(({ incidents }) => incidents.list(toUuidPage(query)));
    return { status: 200, body: toList(page, toIncidentAnswer) };
  },
});
