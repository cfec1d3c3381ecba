import { runExports } from '../control/exports/run-exports.ts';
import type { PostWebhook } from '../control/notification-ports.ts';
import type { Services } from '../http/services.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { createExportQueue } from '../storage/export-queue.ts';
import type { Executor } from '../storage/open-database.ts';
import { every } from './every.ts';

interface ExportOptions {
  db: Executor;
  services: Pick<Services, 'credentials' | 'keeper' | 'telemetry' | 'deploymentId'>;
  postWebhook: PostWebhook;
}

/** Ledger and audit log are sent on from now on. */
export function startExports(
  { db, services, postWebhook }: ExportOptions,
  opened: AsyncDisposableStack,
): void {
  const { credentials, keeper, telemetry, deploymentId } = services;
  const { sealer, clock } = credentials;
  const parts = {
    queue: createExportQueue(db),
    sealer,
    post: postWebhook,
    rulesFor: ({ tenantId, environment }: { tenantId: string; environment: string }) =>
      tenantId === platformTenantId
        ? ('operator' as const)
        : keeper.snapshot.egressRules(tenantId, environment),
    deploymentId,
    clock,
    telemetry,
  };
  const stopping = new AbortController();
  const job = every(limits.exports.lookEveryMs, telemetry, async () => {
    try {
      await runExports(parts, stopping.signal);
    } catch (error) {
      // With the database away it is told by whoever notices that.
      if (!(error instanceof PlugboardError)) throw error;
    }
  });
  opened.defer(() => {
    stopping.abort();
    return job.stop();
  });
}
