import type { DepositRecord } from '../../kernel/deposits.ts';
import type { AuditEntry, TenantRepositories } from '../ports.ts';
import type { StepTaker } from './doer.ts';
import { type RequestParts, stepWithin } from './step.ts';

/** In the transaction that stores the key: the request knows the account, and it is the operators’ move. */
export async function noteKeyCame(
  parts: Pick<RequestParts, 'clock' | 'platform'>,
  tenant: TenantRepositories,
  audit: (entry: AuditEntry) => void,
  taker: StepTaker,
  deposit: DepositRecord & { serviceRequestId: string },
  credentialId: string,
): Promise<void> {
  const { serviceRequestId: id, environment } = deposit;
  await stepWithin(parts, tenant, audit, taker, id, 'deposit', async ({ request, environments }) => {
    const held = environments.find((one) => one.environment === environment);
    if (held) await tenant.serviceRequests.updateEnvironment(id, { ...held, credentialId });
    const waited = request.state === 'assigned' || request.state === 'awaiting_credentials';
    return {
      environment,
      detail: { deposit_id: deposit.id, llm_credentials_id: credentialId },
      ...(request.kind === 'setup' && waited && { state: 'configuring' as const }),
      tellsOperators: 'service_request.key_came',
    };
  });
}
