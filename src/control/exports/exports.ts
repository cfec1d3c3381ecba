import type { CreateExportBody, PatchExportBody } from '../../contract/exports.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ExportKind, ExportRecord, ExportStream } from '../../kernel/exports.ts';
import { platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import { readRequestUrl } from '../../kernel/outbound-url.ts';
import { findHeaderProblem } from '../../providers/header-rules.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import type { Act, TenantRepositories } from '../ports.ts';
import { differences } from '../tenants.ts';
import { newSigningSecret } from '../webhooks/webhook-secret.ts';
import { everywhere, type WebhookParts } from '../webhooks/webhooks.ts';
import { openDestination, sealDestination } from './destination.ts';

/** The signing secret of a webhook is told this one time. */
export interface NewExport {
  record: ExportRecord;
  signingSecret: string | null;
}

export async function createExport(
  parts: WebhookParts,
  act: Act,
  scope: EnvironmentScope,
  body: CreateExportBody,
): Promise<NewExport> {
  refuseStreams(scope, body.kind, body.streams);
  const url = await readDestination(parts, scope, body.destination);
  const now = parts.clock();
  const owner = {
    tenantId: scope.tenantId,
    environment: scope.environment,
    id: uuidV7(now),
    origin: url.origin,
  };
  const signingSecret = body.kind === 'webhook' ? newSigningSecret().reveal() : null;
  const destination = { url: body.destination.url, headers: body.destination.headers ?? {}, signingSecret };
  const record: ExportRecord = {
    ...owner,
    name: body.name,
    kind: body.kind,
    streams: [...new Set(body.streams)],
    enabled: true,
    secretVersion: 1,
    sealed: await sealDestination(parts.sealer, owner, 1, destination),
    failures: 0,
    failingSince: null,
    lastError: null,
    lastStatus: null,
    deliveredAt: null,
    deliveredRows: 0,
    createdAt: now,
    updatedAt: now,
  };
  await parts.store.changeInTenant(scope, act, async ({ exports }, audit) => {
    if ((await exports.count()) >= limits.exports.countMax) {
      throw invalid([{ field: 'name', detail: `would be one more than ${limits.exports.countMax} exports` }]);
    }
    await exports.insert(record);
    audit({ ...targetOf(record), action: 'export.created', detail: describe(record) });
  });
  return { record, signingSecret };
}

export async function findExport({ exports }: TenantRepositories, id: string): Promise<ExportRecord> {
  const record = await exports.find(id);
  if (!record) throw new PlugboardError('export_not_found');
  return record;
}

export async function patchExport(
  parts: WebhookParts,
  act: Act,
  scope: EnvironmentScope,
  id: string,
  body: PatchExportBody,
): Promise<ExportRecord> {
  const before = await parts.store.readInTenant(scope, (tenant) => findExport(tenant, id));
  refuseStreams(scope, before.kind, body.streams ?? before.streams);
  const moved = body.destination && (await sealMoved(parts, scope, before, body.destination));
  const after: ExportRecord = {
    ...before,
    ...moved,
    name: body.name ?? before.name,
    streams: body.streams ? [...new Set(body.streams)] : before.streams,
    enabled: body.enabled ?? before.enabled,
    failures: 0,
    updatedAt: parts.clock(),
  };
  await parts.store.changeInTenant(scope, act, async (tenant, audit) => {
    if ((await findExport(tenant, id)).updatedAt !== before.updatedAt)
      throw new PlugboardError('changed_meanwhile');
    await tenant.exports.update(after);
    const detail = {
      ...differences(describe(before), describe(after)),
      ...(moved && { destination: 'replaced' }),
    };
    audit({ ...targetOf(after), action: 'export.changed', detail });
  });
  return after;
}

export async function deleteExport(
  { store }: Pick<WebhookParts, 'store'>,
  act: Act,
  scope: EnvironmentScope,
  id: string,
): Promise<void> {
  await store.changeInTenant(scope, act, async (tenant, audit) => {
    const record = await findExport(tenant, id);
    await tenant.exports.delete(id);
    audit({ ...targetOf(record), action: 'export.deleted', detail: describe(record) });
  });
}

/** Its headers go with the URL: what authenticated there is never sent elsewhere. */
async function sealMoved(
  parts: WebhookParts,
  scope: EnvironmentScope,
  before: ExportRecord,
  moved: NonNullable<PatchExportBody['destination']>,
): Promise<Pick<ExportRecord, 'origin' | 'secretVersion' | 'sealed'>> {
  const { url, headers = {} } = moved;
  const { origin } = await readDestination(parts, scope, moved);
  const { destination, release } = await openDestination(parts.sealer, before);
  const { signingSecret } = destination;
  release();
  const secretVersion = before.secretVersion + 1;
  const owner = { ...before, origin };
  const sealed = await sealDestination(parts.sealer, owner, secretVersion, { url, headers, signingSecret });
  return { origin, secretVersion, sealed };
}

/** A URL may carry a query here: that is where a pre-signed one has its signature. */
async function readDestination(
  { store, rulesForAll }: WebhookParts,
  scope: EnvironmentScope,
  { url, headers = {} }: CreateExportBody['destination'],
): Promise<URL> {
  const own = await store.readInTenant(scope, (tenant) => tenant.listEgressRules());
  const read = readRequestUrl(
    url,
    scope.tenantId === platformTenantId ? everywhere : [...rulesForAll, ...own],
  );
  if (!read.ok) throw invalid([{ field: 'destination.url', detail: read.reason }]);
  const seen = new Set<string>();
  for (const name of Object.keys(headers)) {
    const detail = findHeaderProblem(name, [], seen);
    if (detail !== undefined) throw invalid([{ field: 'destination.headers', detail }]);
    seen.add(name.toLowerCase());
  }
  return read.url;
}

function refuseStreams(
  { tenantId }: EnvironmentScope,
  kind: ExportKind,
  streams: readonly ExportStream[],
): void {
  if (kind !== 'object_store') return;
  if (tenantId === platformTenantId) {
    throw invalid([{ field: 'kind', detail: 'holds one chain’s checkpoint: make it in a tenant' }]);
  }
  if (streams.some((stream) => stream !== 'checkpoints')) {
    throw invalid([
      { field: 'streams', detail: 'may only be `checkpoints`: each replaces the object before' },
    ]);
  }
}

const targetOf = ({ id, environment }: ExportRecord) => ({ target: { kind: 'export', id }, environment });

function describe({ name, kind, origin, streams, enabled }: ExportRecord): Record<string, unknown> {
  return { name, kind, origin, streams, enabled };
}
