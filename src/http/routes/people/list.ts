import { listOf, listQuery } from '../../../contract/common.ts';
import { person } from '../../../contract/people.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toList, toPersonAnswer } from '../answers.ts';
import { common } from './common.ts';

export const listPeopleRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/people',
  summary: 'List the people who signed in or may',
  query: listQuery,
  answers: { 200: listOf(person) },
  handle: async ({ services, query }) => {
    const page = await services.store.readAsPlatform(({ people }) => people.list(toUuidPage(query)));
    return { status: 200, body: toList(page, toPersonAnswer) };
  },
});
