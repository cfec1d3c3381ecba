import { listOf, listQuery } from '../../../contract/common.ts';
import {
  createSupportWindowBody,
  supportWindow,
  supportWindowParams,
  supportWindowWithActions,
  windowCheckBody,
} from '../../../contract/support-windows.ts';
import { validation } from '../../../contract/validation.ts';
import {
  checkInWindow,
  endWindow,
  grantWindow,
  isOpen,
  viewWindow,
} from '../../../control/service-requests/support-windows.ts';
import { limits } from '../../../kernel/limits.ts';
import type { SupportWindow } from '../../../kernel/service-requests.ts';
import { toUuidPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { maybeInstant, toInstant, toList } from '../answers.ts';
import { toValidationAnswer } from '../llm-credentials/run-check.ts';
import { toActorAnswer } from './answers.ts';
import { doerOf, writtenIn } from './common.ts';

const path = '/ai/api/v1/support_windows';
const common = { actsOn: 'environment', tag: 'Service requests' } as const;
const viewer = { ...common, access: { permission: 'support_windows.view' } } as const;
const granter = { ...common, access: { permission: 'support_windows.grant' } } as const;

const grantRoute = defineRoute({
  ...granter,
  method: 'POST',
  path,
  summary: 'Ask operators in for some hours, to rerun checks of this environment',
  body: createSupportWindowBody,
  answers: { 201: supportWindow },
  handle: async (call) => {
    const window = await grantWindow(call.services, doerOf(call), placeOf(call), writtenIn(call));
    return { status: 201, body: toAnswer(window, call.services.clock()) };
  },
});

const listRoute = defineRoute({
  ...viewer,
  method: 'GET',
  path,
  summary: 'List the support windows of this environment, newest first',
  query: listQuery,
  answers: { 200: listOf(supportWindow) },
  handle: async (call) => {
    const { store, clock } = call.services;
    const page = await store.readInTenant(placeOf(call), ({ supportWindows }) =>
      supportWindows.list(toUuidPage(call.query)),
    );
    return { status: 200, body: toList(page, (one) => toAnswer(one, clock())) };
  },
});

const getRoute = defineRoute({
  ...viewer,
  method: 'GET',
  path: `${path}/:id`,
  summary: 'See a support window, with everything that operators did in it',
  params: supportWindowParams,
  answers: { 200: supportWindowWithActions },
  handle: async (call) => {
    const { window, actions } = await viewWindow(call.services, placeOf(call), call.params.id);
    const listed = actions.map(({ seq, at, actorKind, actorId, actorRole, action, detail }) => ({
      seq,
      at: toInstant(at),
      actor: { kind: actorKind, id: actorId, role: actorRole },
      action,
      detail: JSON.parse(detail) as Record<string, unknown>,
    }));
    return { status: 200, body: { ...toAnswer(window, call.services.clock()), actions: listed } };
  },
});

const endRoute = defineRoute({
  ...granter,
  method: 'POST',
  path: `${path}/:id/end`,
  summary: 'End a support window before its time',
  params: supportWindowParams,
  answers: { 204: null },
  handle: async (call) => {
    await endWindow(call.services, doerOf(call), placeOf(call), call.params.id);
    return { status: 204 };
  },
});

const checkRoute = defineRoute({
  ...common,
  access: { permission: 'support_windows.use' },
  method: 'POST',
  path: `${path}/:id/checks`,
  summary: 'Rerun the checks of a credential in an open window; the tenant is told of it',
  params: supportWindowParams,
  body: windowCheckBody,
  answers: { 200: validation },
  attemptsPerMinute: limits.checks.perMinute,
  handle: async (call) => {
    const { services, params, body } = call;
    const outcome = await checkInWindow(services, doerOf(call), placeOf(call), params.id, body);
    return { status: 200, body: toValidationAnswer(outcome) };
  },
});

function toAnswer(window: SupportWindow, now: number) {
  const { id, reason, grantedBy, createdAt, until, endedAt } = window;
  return {
    id,
    reason,
    granted_by: toActorAnswer(grantedBy),
    is_open: isOpen(window, now),
    created_at: toInstant(createdAt),
    until: toInstant(until),
    ended_at: maybeInstant(endedAt),
  };
}

export const supportWindowRoutes = [grantRoute, listRoute, getRoute, endRoute, checkRoute];
