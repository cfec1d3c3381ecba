import type { Migration } from 'kysely/migration';
import * as foundation from './0001-foundation.ts';
import * as providers from './0002-providers.ts';
import * as routing from './0003-routing.ts';
import * as attempts from './0004-attempts.ts';
import * as callLimits from './0005-call-limits.ts';
import * as idempotency from './0006-idempotency.ts';
import * as fallback from './0007-fallback.ts';
import * as queuedCalls from './0008-queued-calls.ts';
import * as notifications from './0009-notifications.ts';
import * as stops from './0010-stops.ts';
import * as conversations from './0011-conversations.ts';
import * as ledger from './0012-ledger.ts';
import * as waitingTurns from './0013-waiting-turns.ts';
import * as usage from './0014-usage.ts';
import * as proof from './0015-proof.ts';
import * as serviceRequests from './0016-service-requests.ts';
import * as deposits from './0017-deposits.ts';
import * as shipAttempts from './0018-ship-attempts.ts';
import * as planLowered from './0019-plan-lowered.ts';

/** In the order of their names. A released migration is never edited: a new one follows. */
export const migrations: Record<string, Migration> = {
  '0001-foundation': foundation,
  '0002-providers': providers,
  '0003-routing': routing,
  '0004-attempts': attempts,
  '0005-call-limits': callLimits,
  '0006-idempotency': idempotency,
  '0007-fallback': fallback,
  '0008-queued-calls': queuedCalls,
  '0009-notifications': notifications,
  '0010-stops': stops,
  '0011-conversations': conversations,
  '0012-ledger': ledger,
  '0013-waiting-turns': waitingTurns,
  '0014-usage': usage,
  '0015-proof': proof,
  '0016-service-requests': serviceRequests,
  '0017-deposits': deposits,
  '0018-ship-attempts': shipAttempts,
  '0019-plan-lowered': planLowered,
};
