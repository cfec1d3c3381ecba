import type { EgressRuleAnswer } from '../../../contract/egress-rules.ts';
import type { EgressRuleRecord } from '../../../kernel/records.ts';
import { toInstant } from '../answers.ts';

export function toEgressRuleAnswer(rule: EgressRuleRecord): EgressRuleAnswer {
  return {
    id: rule.id,
    tenant_id: rule.tenantId,
    environment: rule.environment,
    host: rule.host,
    cidr: rule.cidr,
    port: rule.port,
    plain_http: rule.plainHttp,
    private_ca: rule.privateCa,
    reason: rule.reason,
    created_at: toInstant(rule.createdAt),
  };
}
