import type { DepositRecord } from '../../kernel/deposits.ts';
import type { Role } from '../../kernel/scope.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { isInForce } from '../authentication/tokens.ts';
import { judge } from '../judge.ts';

type Holder = { role: Role; agentId: string | null };

/** Asked at every use: a link is worth what whoever made it may do now. */
export function mayStillAsk(snapshot: Snapshot, record: DepositRecord, now: number): boolean {
  const tenant = snapshot.tenant(record.tenantId);
  if (!tenant) return false;
  const permission = record.serviceRequestId === null ? 'deposits.manage' : 'service_requests.make';
  return holdersOf(snapshot, record, now).some((maker) => judge(maker, permission, tenant) === 'allowed');
}

/** In which roles the maker is known in that place now. */
function holdersOf(
  snapshot: Snapshot,
  { tenantId, environment, createdBy: { kind, id } }: DepositRecord,
  now: number,
): Holder[] {
  switch (kind) {
    // Of the configuration and of the command line of this machine.
    case 'operator_token':
    case 'system':
      return [{ role: 'operator', agentId: null }];
    // Operators have none. It said who called then, and nothing of it is asked again.
    case 'jwt':
      return [{ role: 'tenant_admin', agentId: null }];
    case 'token': {
      const token = snapshot.token(id);
      return token && isInForce(token, snapshot, now, 0) ? [token] : [];
    }
    case 'person': {
      const person = snapshot.person(id);
      if (!person || person.suspendedAt !== null) return [];
      return person.memberships
        .filter(
          (one) => one.role === 'operator' || (one.tenantId === tenantId && one.environment === environment),
        )
        .map(({ role }) => ({ role, agentId: null }));
    }
    case 'deposit_link':
      return [];
  }
}
