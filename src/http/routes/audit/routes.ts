import { auditKeys, auditRow, auditVerdict, checkpoint } from '../../../contract/audit.ts';
import { listOf, listQuery } from '../../../contract/common.ts';
import { checkpointBytes, verifyChain } from '../../../control/audit.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import type { Scope } from '../../../kernel/scope.ts';
import { toNumberedPage } from '../../paging.ts';
import { type Call, defineRoute, type Route } from '../../route.ts';
import { toAuditAnswer, toHex, toInstant, toList } from '../answers.ts';

const common = { access: { permission: 'audit.view' }, actsOn: 'tenant', tag: 'Audit' } as const;

const list = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/audit',
  summary: 'List administrative acts, newest first: those of the environment and of the tenant as a whole',
  query: listQuery,
  answers: { 200: listOf(auditRow) },
  handle: async (call) => {
    const filter = call.place ? { environment: call.place.environment } : {};
    const page = await call.services.store.readInTenant(scopeOf(call), ({ audit }) =>
      audit.list(toNumberedPage(call.query), filter),
    );
    return { status: 200, body: toList(page, toAuditAnswer) };
  },
});

const listCheckpoints = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/audit/checkpoints',
  summary: 'List signed checkpoints, newest first; a copy kept elsewhere shows a later truncation',
  query: listQuery,
  answers: { 200: listOf(checkpoint) },
  handle: async (call) => {
    const { deploymentId, store } = call.services;
    const page = await store.readInTenant(scopeOf(call), ({ audit }) =>
      audit.listCheckpoints(toNumberedPage(call.query)),
    );
    const body = toList(page, (one) => ({
      seq: one.seq,
      hash: toHex(one.hash),
      at: toInstant(one.at),
      key_id: one.keyId,
      signed: Buffer.from(checkpointBytes(deploymentId, one)).toString('base64'),
      signature: Buffer.from(one.signature).toString('base64'),
    }));
    return { status: 200, body };
  },
});

const verify = defineRoute({
  ...common,
  method: 'POST',
  path: '/ai/api/v1/audit/verify',
  summary: 'Walk the tenant’s chain from its first row and name the first one that was changed',
  answers: { 200: auditVerdict },
  handle: async (call) => {
    const { services, tenantId } = call;
    if (tenantId === undefined) throw new PlugboardError('tenant_required');
    return { status: 200, body: await verdictOn(services, [tenantId]) };
  },
});

const verifyAll = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/audit/verify_all',
  access: { permission: 'tenants.manage' },
  actsOn: 'nowhere',
  tag: 'Audit',
  summary: 'Walk every tenant’s chain',
  answers: { 200: auditVerdict },
  handle: async ({ services }) => ({
    status: 200,
    body: await verdictOn(services, await services.auditReader.listTenantIds()),
  }),
});

const listKeys = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/audit/keys',
  access: { permission: 'platform.view' },
  actsOn: 'nowhere',
  tag: 'Audit',
  summary: 'List the public keys that checkpoints verify with',
  answers: { 200: auditKeys },
  handle: async ({ services }) => ({
    status: 200,
    body: {
      items: services.signer
        .listPublicKeys()
        .map(({ keyId, pem }) => ({ key_id: keyId, public_key_pem: pem })),
    },
  }),
});

async function verdictOn(services: Call['services'], tenantIds: string[]) {
  const { auditReader, signer, deploymentId } = services;
  const chains = [];
  for (const tenantId of tenantIds) {
    const chain = await verifyChain(auditReader, signer, deploymentId, tenantId);
    chains.push({
      tenant: chain.tenantId,
      rows: chain.rows,
      checkpoints: chain.checkpoints,
      unsigned_rows: chain.unsigned,
      first_bad: chain.firstBad,
    });
  }
  return { ok: chains.every((chain) => chain.first_bad === null), chains };
}

/** Chains belong to tenants; what a caller may see of one is filtered by environment where the list is read. */
function scopeOf({ tenantId }: Pick<Call, 'tenantId'>): Scope {
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  return { tenantId, environment: 'every' };
}

export const auditRoutes: Route[] = [list, listCheckpoints, verify, verifyAll, listKeys];
