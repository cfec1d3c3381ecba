import { listOf, listQuery } from '../../../contract/common.ts';
import {
  createExportBody,
  type ExportAnswer,
  exportAnswer,
  exportParams,
  newExport,
  patchExportBody,
} from '../../../contract/exports.ts';
import { createExport, deleteExport, findExport, patchExport } from '../../../control/exports/exports.ts';
import type { ExportRecord } from '../../../kernel/exports.ts';
import { toUuidPage } from '../../paging.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { maybeInstant, toInstant, toList } from '../answers.ts';

const view = { access: { permission: 'webhooks.view' }, actsOn: 'environment', tag: 'Exports' } as const;
const manage = { ...view, access: { permission: 'webhooks.manage' } } as const;
const path = '/ai/api/v1/exports';
const one = `${path}/:id`;

const createExportRoute = defineRoute({
  ...manage,
  method: 'POST',
  path,
  summary: 'Have the ledger or the audit log sent on, from its first row that is kept',
  body: createExportBody,
  answers: { 201: newExport },
  handle: async (call) => {
    const { credentials } = call.services;
    const { record, signingSecret } = await createExport(
      credentials,
      callerOf(call).act,
      placeOf(call),
      call.body,
    );
    return { status: 201, body: { ...toExportAnswer(record), signing_secret: signingSecret } };
  },
});

const listExportsRoute = defineRoute({
  ...view,
  method: 'GET',
  path,
  summary: 'List where the ledger and the audit log are sent on to',
  query: listQuery,
  answers: { 200: listOf(exportAnswer) },
  handle: async (call) => {
    const page = await call.services.store.readInTenant(placeOf(call), ({ exports }) =>
      exports.list(toUuidPage(call.query)),
    );
    return { status: 200, body: toList(page, toExportAnswer) };
  },
});

const getExportRoute = defineRoute({
  ...view,
  method: 'GET',
  path: one,
  summary: 'See one export and how it goes',
  params: exportParams,
  answers: { 200: exportAnswer },
  handle: async (call) => {
    const { store } = call.services;
    const record = await store.readInTenant(placeOf(call), (tenant) => findExport(tenant, call.params.id));
    return { status: 200, body: toExportAnswer(record) };
  },
});

const patchExportRoute = defineRoute({
  ...manage,
  method: 'PATCH',
  path: one,
  summary: 'Change an export; it is tried again at once',
  params: exportParams,
  body: patchExportBody,
  answers: { 200: exportAnswer },
  handle: async (call) => {
    const { credentials } = call.services;
    const { act } = callerOf(call);
    const record = await patchExport(credentials, act, placeOf(call), call.params.id, call.body);
    return { status: 200, body: toExportAnswer(record) };
  },
});

const deleteExportRoute = defineRoute({
  ...manage,
  method: 'DELETE',
  path: one,
  summary: 'Send nothing more there, and forget how far it came',
  params: exportParams,
  answers: { 204: null },
  handle: async (call) => {
    await deleteExport(call.services, callerOf(call).act, placeOf(call), call.params.id);
    return { status: 204 };
  },
});

export const exportRoutes = [
  createExportRoute,
  listExportsRoute,
  getExportRoute,
  patchExportRoute,
  deleteExportRoute,
];

function toExportAnswer(record: ExportRecord): ExportAnswer {
  const { id, environment, name, kind, origin, streams, enabled } = record;
  return {
    id,
    environment,
    name,
    kind,
    origin,
    streams,
    enabled,
    failing_since: maybeInstant(record.failingSince),
    last_error: record.lastError,
    last_status: record.lastStatus,
    delivered_at: maybeInstant(record.deliveredAt),
    delivered_rows: record.deliveredRows,
    created_at: toInstant(record.createdAt),
    updated_at: toInstant(record.updatedAt),
  };
}
