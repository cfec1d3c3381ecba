import { signCheckpoints } from '../control/audit.ts';
import type { CheckpointStore } from '../control/audit-ports.ts';
import { listModelsInUse } from '../control/availability/list-models.ts';
import { endKeptKeys } from '../control/credentials/end-kept-keys.ts';
import { recheckCredentials } from '../control/credentials/recheck-credentials.ts';
import type { LedgerChains } from '../control/ledger-ports.ts';
import { watchIncidents } from '../control/notifications/incidents.ts';
import { CredentialWatch } from '../control/notifications/watch-credentials.ts';
import { tellUntold } from '../control/service-requests/tell-request.ts';
import type { Signer } from '../control/signing.ts';
import type { ValidateParts } from '../control/validation/validate.ts';
import { limits } from '../kernel/limits.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { deleteAttemptsOfDeletedTenants } from '../storage/attempt-store.ts';
import { deleteExpiredConversations } from '../storage/expired-conversations.ts';
import { deleteExpiredKeys } from '../storage/idempotency-store.ts';
import { createLedgerRetention } from '../storage/ledger-retention.ts';
import { createListingSchedule, deleteOldNotifications } from '../storage/notification-outbox.ts';
import type { Executor } from '../storage/open-database.ts';
import { pruneChanges } from '../storage/snapshot-source.ts';
import type { Vault } from '../vault/vault.ts';
import { every } from './every.ts';
import { startLedgerWork } from './ledger-work.ts';

interface BackgroundParts {
  db: Executor;
  credentials: ValidateParts;
  snapshot: Snapshot;
  checkpoints: CheckpointStore;
  ledgerChains: LedgerChains;
  signer: Signer;
  vault: Vault;
  deploymentId: string;
  telemetry: Telemetry;
}

/** What is done by the clock. */
export function startBackgroundWork(parts: BackgroundParts): { stop(): Promise<void> } {
  const { db, credentials, snapshot, checkpoints, ledgerChains, signer, vault, deploymentId, telemetry } =
    parts;
  const { store, clock } = credentials;
  const stopping = new AbortController();
  // The first run looks at everything; later ones overlap the one before, for transactions that committed late.
  let signedUntil = 0;
  const sign = async () => {
    const from = clock();
    const signed = await signCheckpoints(checkpoints, signer, deploymentId, clock, signedUntil);
    signedUntil = from - limits.audit.checkpointOverlapMs;
    for (const { tenantId, seq, keyId } of signed) telemetry.auditCheckpointed({ tenantId, seq, keyId });
  };
  const retention = createLedgerRetention(db);
  const ledger = { retention, chains: ledgerChains, signer, deploymentId, clock, telemetry };
  const watch = new CredentialWatch({ store, snapshot, clock });
  const listings = createListingSchedule(db);
  const jobs = [
    every(limits.audit.checkpointEveryMs, telemetry, sign),
    ...startLedgerWork(ledger, stopping.signal),
    every(limits.vault.probeEveryMs, telemetry, async () => {
      await vault.probe();
    }),
    every(limits.health.recheckEveryMs, telemetry, () =>
      recheckCredentials(credentials, snapshot, stopping.signal),
    ),
    every(limits.notifications.sweepEveryMs, telemetry, () => watch.look()),
    every(limits.incidents.lookEveryMs, telemetry, () => watchIncidents({ store, clock })),
    every(limits.serviceRequests.tellEveryMs, telemetry, async () => {
      while ((await tellUntold({ store, clock })) > 0);
    }),
    every(limits.plans.lookEveryMs, telemetry, () => endKeptKeys({ store, clock })),
    every(limits.listings.lookEveryMs, telemetry, () =>
      listModelsInUse(credentials, listings, stopping.signal),
    ),
    every(limits.housekeepingEveryMs, telemetry, async () => {
      const now = clock();
      await pruneChanges(db, now);
      while ((await deleteAttemptsOfDeletedTenants(db)) > 0);
      while ((await deleteExpiredKeys(db, now)) > 0);
      while ((await deleteExpiredConversations(db, now)) > 0);
      while ((await deleteOldNotifications(db, now)) > 0);
      await store.keepSessions(({ sessions }) =>
        sessions.deleteExpired(now, now - limits.signin.sessionIdleMs),
      );
    }),
  ];
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(jobs.map((job) => job.stop()));
      await sign().catch((error) => telemetry.unexpected(error));
    },
  };
}
