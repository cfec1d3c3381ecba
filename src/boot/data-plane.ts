import type { Config } from '../config/config.ts';
import type { Services } from '../http/services.ts';
import type { Database } from '../storage/open-database.ts';
import { type OpenCallQueue, openCallQueue } from './call-queue.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';
import { type Billing, openBilling } from './open-billing.ts';

type DataPlaneOptions = Omit<GatewayOptions, 'db' | 'queue' | 'billing'> & {
  config: Pick<Config, 'pricesFile' | 'ratesFile'>;
  database: Database;
};

interface DataPlane extends ReturnType<typeof openGateway> {
  queue: OpenCallQueue;
  /** What the control plane asks of it. */
  metering: Billing & Pick<Services, 'catchUpWithBudgets' | 'shipAttempts'>;
}

/** The gateway and the queue of calls that wait, each of which needs the other. */
export async function openDataPlane(
  options: DataPlaneOptions,
  opened: AsyncDisposableStack,
): Promise<DataPlane> {
  const { config, database, store, keeper, vault, clock, telemetry, callBounds } = options;
  const billing = openBilling(config, database.db);
  const { snapshot } = keeper;
  const backoff = callBounds?.backoff;
  const queue = await openCallQueue({
    dataDirectory: config.dataDirectory,
    database,
    conversations: { store, sealer: vault, clock },
    snapshot,
    clock,
    telemetry,
    ...(backoff && { backoff }),
  });
  const plane = openGateway({ ...options, db: database.db, queue: queue.parts, billing }, opened);
  const { journal, budgets } = plane;
  // Before the journal closes: what runs still is written down there.
  opened.defer(() => queue.stop());
  // What was spent before a crash may still lie in the journal that it left.
  await journal.shipNow();
  await budgets.start();
  queue.start(plane.gateway);
  const metering = {
    ...billing,
    catchUpWithBudgets: () => budgets.catchUp(),
    shipAttempts: () => journal.shipNow(),
  };
  return { ...plane, queue, metering };
}
