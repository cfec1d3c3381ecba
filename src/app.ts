import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startBackgroundWork } from './boot/background-work.ts';
import { buryAgain } from './boot/bury-again.ts';
import { identifyFor, openDoors } from './boot/doors.ts';
import { keyAdministrationOf } from './boot/key-administration.ts';
import { openKeyProvider } from './boot/open-key-provider.ts';
import { checkReadiness } from './boot/readiness.ts';
import type { Config } from './config/config.ts';
import { listSecrets } from './config/list-secrets.ts';
import { Authenticator } from './control/authentication/authenticator.ts';
import { IssuerVerifier } from './control/authentication/issuers.ts';
import { loadSigner } from './control/signing.ts';
import { createOperatorClient } from './egress/operator-client.ts';
import type { Services } from './http/services.ts';
import type { Clock } from './kernel/clock.ts';
import { platformTenantId } from './kernel/ids.ts';
import { limits } from './kernel/limits.ts';
import { Scrubber, Secret } from './kernel/secret.ts';
import { SnapshotKeeper } from './snapshot/snapshot-keeper.ts';
import { changesChannel } from './storage/change-log.ts';
import { type DirectoryLock, lockDataDirectory, makeDataDirectory } from './storage/data-directory.ts';
import {
  ensurePlatformTenant,
  findOrMakeDeployment,
  findTombstoneLine,
  hasSealedRows,
} from './storage/deployment.ts';
import { migrateToLatest } from './storage/migrate.ts';
import { openDatabase } from './storage/open-database.ts';
import {
  createAuditReader,
  createCheckpointStore,
  createSigningKeyStore,
  createTenantKeyStore,
} from './storage/owner-stores.ts';
import { createSnapshotSource } from './storage/snapshot-source.ts';
import { createStore } from './storage/store.ts';
import { TokenUsage } from './storage/token-usage.ts';
import type { LogDestination } from './telemetry/logger.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { createVault } from './vault/vault.ts';

export interface AppOptions {
  config: Config;
  version: string;
  clock: Clock;
  logDestination?: LogDestination;
}

export interface App {
  url: string;
  /** True on the very first start of this database. */
  isFirstStart: boolean;
  services: Services;
  /** New calls are refused, running ones finish or are cut off at the deadline; then everything is put away. */
  close(reason: string): Promise<void>;
}

/** Everything that is opened is closed again in reverse: at the end, or when a later step of the start fails. */
export async function startApp(options: AppOptions): Promise<App> {
  const opened = new AsyncDisposableStack();
  try {
    return await assemble(options, opened);
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

async function assemble(
  { config, version, clock, logDestination }: AppOptions,
  opened: AsyncDisposableStack,
): Promise<App> {
  const startedAt = clock();
  const scrubber = new Scrubber();
  for (const secret of listSecrets(config)) scrubber.add(secret);
  const operatorClient = createOperatorClient();
  opened.defer(() => operatorClient.close());
  const telemetry = createTelemetry({
    level: config.logLevel,
    scrubber,
    clock,
    version,
    traces: config.traces,
    send: operatorClient.send,
    ...(logDestination && { destination: logDestination }),
  });
  opened.defer(() => telemetry.close());

  const lock = takeDirectory(config);
  if (lock) opened.defer(async () => lock.release());
  const database = openDatabase(locationOf(config));
  opened.defer(() => database.close());
  const { db } = database;
  await migrateToLatest(db);
  const deployment = await findOrMakeDeployment(db, clock());

  const vault = createVault({
    deploymentId: deployment.id,
    provider: openKeyProvider({
      config,
      send: operatorClient.send,
      clock,
      scrubber,
      mayCreateKey: !(await hasSealedRows(db)),
    }),
    store: createTenantKeyStore(db),
    clock,
    scrubber,
  });
  await vault.start();
  await ensurePlatformTenant(db, () => vault.createTenantKey(platformTenantId));
  const signer = await loadSigner(createSigningKeyStore(db), vault);

  const keeper = new SnapshotKeeper({
    source: createSnapshotSource(db),
    clock,
    telemetry,
    onTenantGone: (tenantId) => {
      vault.forgetTenant(tenantId);
      void writeTombstone(tenantId).catch((error) => telemetry.unexpected(error, { tenantId }));
    },
  });
  const store = createStore({ db, clock, afterChange: () => keeper.refresh() });
  const tombstones = await buryAgain({
    db,
    store,
    signer,
    deployment,
    embedded: database.kind === 'pglite',
    path: config.tombstones.file ?? join(config.dataDirectory, 'tombstones.jsonl'),
    acceptWithout: config.tombstones.acceptRestoreWithout,
  });
  async function writeTombstone(tenantId: string): Promise<void> {
    const line = await findTombstoneLine(db, tenantId);
    if (line !== undefined) await tombstones.append(line);
  }
  await keeper.start();
  opened.defer(async () => keeper.stop());
  telemetry.watchSnapshotAge(() => keeper.ageMs());
  const unlisten = await database.listen(changesChannel, () => void keeper.refresh().catch(() => undefined));
  opened.defer(unlisten);

  const usage = new TokenUsage(db);
  usage.start();
  opened.defer(async () => {
    usage.stop();
    await usage.flush().catch((error) => telemetry.unexpected(error));
  });
  const background = startBackgroundWork({
    db,
    store,
    checkpoints: createCheckpointStore(db),
    signer,
    vault,
    deploymentId: deployment.id,
    clock,
    telemetry,
  });
  opened.defer(() => background.stop());

  const stopping = { now: false };
  const localToken = new Secret(randomBytes(32).toString('base64url'));
  scrubber.add(localToken);
  const authenticator = new Authenticator({
    keeper,
    store,
    issuers: new IssuerVerifier(config.issuers, operatorClient.send, clock),
    operators: [
      { token: localToken, actor: { kind: 'system', id: 'command-line', role: 'operator' } },
      ...(config.operatorToken
        ? [
            {
              token: config.operatorToken,
              actor: { kind: 'operator_token', id: 'PLUGBOARD_OPERATOR_TOKEN', role: 'operator' } as const,
            },
          ]
        : []),
    ],
    clock,
    onTokenUsed: (id, at) => usage.note(id, at),
  });
  const services: Services = {
    authenticator,
    keeper,
    store,
    tenantKeys: vault,
    keyAdministration: keyAdministrationOf(vault),
    signer,
    auditReader: createAuditReader(db),
    tombstones,
    deploymentId: deployment.id,
    platform: { ...config.platform, version, publicUrl: config.publicUrl ?? '' },
    clock,
    telemetry,
    checkReadiness: () => checkReadiness({ db, vault, keeper, isStopping: () => stopping.now }),
    isStopping: () => stopping.now,
  };
  const doors = await openDoors({
    services,
    identify: identifyFor(authenticator, keeper),
    listen: config.listen,
    ...(lock && { control: { dataDirectory: config.dataDirectory, token: localToken } }),
  });
  services.platform.publicUrl = config.publicUrl ?? doors.url;
  telemetry.started({
    version,
    url: services.platform.publicUrl,
    storage: database.kind === 'pglite' ? 'embedded' : 'postgres',
    ms: clock() - startedAt,
  });

  return {
    url: doors.url,
    isFirstStart: deployment.isNew,
    services,
    close: async (reason) => {
      const from = clock();
      stopping.now = true;
      telemetry.stopping({ reason });
      const drained = await doors.close(limits.shutdown.drainMs);
      telemetry.stopped({ ms: clock() - from, drained });
      await opened.disposeAsync();
    },
  };
}

function locationOf(config: Config) {
  return config.databaseUrl === null
    ? ({ kind: 'pglite', directory: join(config.dataDirectory, 'database') } as const)
    : ({ kind: 'postgres', url: config.databaseUrl.reveal() } as const);
}

/**
 * The embedded database must have the directory to itself. On Postgres several processes may share one; the first
 * serves the command line there.
 */
function takeDirectory(config: Config): DirectoryLock | undefined {
  makeDataDirectory(config.dataDirectory);
  try {
    return lockDataDirectory(config.dataDirectory);
  } catch (error) {
    if (config.databaseUrl === null) throw error;
    return undefined;
  }
}
