import type { CreateEgressRuleBody } from '../contract/egress-rules.ts';
import type { Clock } from '../kernel/clock.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { uuidV7 } from '../kernel/ids.ts';
import type { EgressRuleRecord } from '../kernel/records.ts';
import { invalid } from './credentials/prepare.ts';
import type { Act, Store } from './ports.ts';

/** Only operators open a way into a private network, for one tenant and with a reason that the tenant sees. */
export async function createEgressRule(
  { store, clock }: { store: Store; clock: Clock },
  act: Act,
  body: CreateEgressRuleBody,
): Promise<EgressRuleRecord> {
  if ((body.host === undefined) === (body.cidr === undefined)) {
    throw invalid([{ field: 'host', detail: 'exactly one of host and cidr is required' }]);
  }
  const now = clock();
  const rule: EgressRuleRecord = {
    id: uuidV7(now),
    tenantId: body.tenant_id,
    environment: body.environment ?? null,
    host: body.host?.toLowerCase() ?? null,
    cidr: body.cidr ?? null,
    port: body.port ?? null,
    plainHttp: body.plain_http ?? false,
    privateCa: body.private_ca ?? null,
    reason: body.reason,
    createdAt: now,
  };
  await store.changeAsPlatform(act, async ({ tenants, egressRules }, audit) => {
    if (!(await tenants.find(rule.tenantId))) throw new PlugboardError('tenant_not_found');
    await egressRules.insert(rule);
    audit(rule.tenantId, {
      action: 'egress_rule.created',
      target: { kind: 'egress_rule', id: rule.id },
      ...(rule.environment && { environment: rule.environment }),
      detail: describe(rule),
    });
  });
  return rule;
}

export async function deleteEgressRule({ store }: { store: Store }, act: Act, id: string): Promise<void> {
  await store.changeAsPlatform(act, async ({ egressRules }, audit) => {
    const rule = await egressRules.find(id);
    if (!rule) throw new PlugboardError('egress_rule_not_found');
    await egressRules.delete(rule);
    audit(rule.tenantId, {
      action: 'egress_rule.deleted',
      target: { kind: 'egress_rule', id },
      ...(rule.environment && { environment: rule.environment }),
      detail: describe(rule),
    });
  });
}

function describe(rule: EgressRuleRecord): Record<string, unknown> {
  return {
    host: rule.host,
    cidr: rule.cidr,
    port: rule.port,
    plain_http: rule.plainHttp,
    private_ca: rule.privateCa !== null,
    reason: rule.reason,
  };
}
