import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startBackgroundWork } from './boot/background-work.ts';
import { buryAgain } from './boot/bury-again.ts';
import { openDataPlane } from './boot/data-plane.ts';
import { type Doors, openDoors } from './boot/doors.ts';
import type { GatewayBounds } from './boot/gateway.ts';
import { keyAdministrationOf } from './boot/key-administration.ts';
import { startDeliveries } from './boot/notifications.ts';
import { observeVault } from './boot/observed-vault.ts';
import { openAuthenticator } from './boot/open-authenticator.ts';
import { openKeyProvider } from './boot/open-key-provider.ts';
import { type OpenStorage, openStorage } from './boot/open-storage.ts';
import { openCredentialParts } from './boot/provider-calls.ts';
import { checkReadiness } from './boot/readiness.ts';
import { sandboxedSource } from './boot/sandbox.ts';
import type { Config } from './config/config.ts';
import { listSecrets } from './config/list-secrets.ts';
import { OidcSignin } from './control/oidc/oidc-signin.ts';
import type { Store } from './control/ports.ts';
import { loadSigner, type Signer } from './control/signing.ts';
import type { ValidateParts } from './control/validation/validate.ts';
import type { PlayedNetwork } from './egress/guarded-connector.ts';
import { createOperatorClient } from './egress/operator-client.ts';
import { answerTurn } from './gateway/conversations/answer-turn.ts';
import type { Services } from './http/services.ts';
import type { Clock } from './kernel/clock.ts';
import { platformTenantId } from './kernel/ids.ts';
import { limits } from './kernel/limits.ts';
import type { SendAsOperator } from './kernel/ports.ts';
import { Scrubber, Secret } from './kernel/secret.ts';
import type { Telemetry } from './kernel/telemetry.ts';
import { SnapshotKeeper } from './snapshot/snapshot-keeper.ts';
import { changesChannel } from './storage/change-log.ts';
import { ensurePlatformTenant, findTombstoneLine, hasSealedRows } from './storage/deployment.ts';
import { createLedgerChains } from './storage/ledger-chains.ts';
import {
  createAuditReader,
  createCheckpointStore,
  createSigningKeyStore,
  createTenantKeyStore,
} from './storage/owner-stores.ts';
import { createSnapshotSource } from './storage/snapshot-source.ts';
import { createStore } from './storage/store.ts';
import { TokenUsage } from './storage/token-usage.ts';
import type { TombstoneLog } from './storage/tombstone-file.ts';
import type { LogDestination } from './telemetry/logger.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { createVault, type Vault } from './vault/vault.ts';

export interface AppOptions {
  config: Config;
  version: string;
  clock: Clock;
  logDestination?: LogDestination;
  /** For tests, which cannot wait for as long as models may take. */
  callBounds?: Partial<GatewayBounds>;
  /** For tests, which play the providers' own hosts: left out, the internet is the real one. */
  playedNetwork?: PlayedNetwork;
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

async function assemble(options: AppOptions, opened: AsyncDisposableStack): Promise<App> {
  const { config, version, clock } = options;
  const startedAt = clock();
  const outside = openOutside(options, opened);
  const storage = await openStorage(config, clock, opened);
  const { vault, signer } = await openVault(config, clock, outside, storage);
  const records = await openRecords(config, clock, outside, storage, vault, signer, opened);
  const { keeper, store, tombstones } = records;
  const { telemetry } = outside;
  const { credentials, postWebhook, ...ways } = await openCredentialParts(
    { ...options, ...outside, store, snapshot: keeper.snapshot, vault },
    opened,
  );
  const usage = startWork(credentials, keeper, telemetry, storage, vault, signer, opened);

  const stopping = { now: false };
  const localToken = new Secret(randomBytes(32).toString('base64url'));
  const signing = { signer, deploymentId: storage.deployment.id };
  const parts = { ...options, ...outside, ...records };
  const authenticator = openAuthenticator({ ...parts, ...signing, usage, localToken });
  const { gateway, journal, queue } = await openDataPlane(
    { ...parts, database: storage.database, vault, authenticator, ...ways },
    opened,
  );
  const services: Services = {
    authenticator,
    oidc: config.oidc && new OidcSignin({ settings: config.oidc, send: outside.send, store, clock }),
    keeper,
    store,
    tenantKeys: vault,
    keyAdministration: keyAdministrationOf(vault),
    ...signing,
    auditReader: createAuditReader(storage.db),
    ledgerChains: createLedgerChains(storage.db),
    shipAttempts: () => journal.shipNow(),
    tombstones,
    credentials,
    conversations: { store, sealer: vault, clock },
    answerTurn: (turn) => answerTurn(gateway, turn),
    platform: { ...config.platform, version, publicUrl: config.publicUrl ?? '' },
    isMailAvailable: config.mail !== null,
    clock,
    telemetry,
    checkReadiness: () =>
      checkReadiness({
        db: storage.db,
        vault,
        keeper,
        journal: () => journal.stats(),
        isStopping: () => stopping.now,
      }),
    isStopping: () => stopping.now,
  };
  const doors = await openDoors({
    services,
    gateway,
    listen: config.listen,
    ...(storage.ownsDirectory && { control: { dataDirectory: config.dataDirectory, token: localToken } }),
  });
  services.platform.publicUrl = config.publicUrl ?? doors.url;
  startDeliveries({ config, db: storage.db, services, postWebhook }, opened);
  const ms = clock() - startedAt;
  telemetry.started({ version, url: services.platform.publicUrl, storage: storage.kind, ms });

  return {
    url: doors.url,
    isFirstStart: storage.deployment.isNew,
    services,
    close: async (reason) => {
      stopping.now = true;
      queue.beginStop();
      await stop(reason, clock, telemetry, doors);
      await opened.disposeAsync();
    },
  };
}

async function stop(reason: string, clock: Clock, telemetry: Telemetry, doors: Doors): Promise<void> {
  const from = clock();
  telemetry.stopping({ reason });
  const drained = await doors.close(limits.shutdown.drainMs);
  telemetry.stopped({ ms: clock() - from, drained });
}

interface Outside {
  scrubber: Scrubber;
  send: SendAsOperator;
  telemetry: Telemetry;
}

function openOutside(
  { config, version, clock, logDestination }: AppOptions,
  opened: AsyncDisposableStack,
): Outside {
  const scrubber = new Scrubber();
  for (const secret of listSecrets(config)) scrubber.add(secret);
  const client = createOperatorClient();
  opened.defer(() => client.close());
  const telemetry = createTelemetry({
    level: config.logLevel,
    scrubber,
    clock,
    version,
    traces: config.traces,
    send: client.send,
    ...(logDestination && { destination: logDestination }),
  });
  opened.defer(() => telemetry.close());
  return { scrubber, send: client.send, telemetry };
}

async function openVault(
  config: Config,
  clock: Clock,
  { scrubber, send, telemetry }: Outside,
  { db, deployment }: OpenStorage,
): Promise<{ vault: Vault; signer: Signer }> {
  const mayCreateKey = !(await hasSealedRows(db));
  const bare = createVault({
    deploymentId: deployment.id,
    provider: openKeyProvider({ config, send, clock, scrubber, mayCreateKey }),
    store: createTenantKeyStore(db),
    clock,
    scrubber,
  });
  const vault = observeVault(bare, telemetry);
  await vault.start();
  await ensurePlatformTenant(db, () => vault.createTenantKey(platformTenantId));
  return { vault, signer: await loadSigner(createSigningKeyStore(db), vault) };
}

async function openRecords(
  config: Config,
  clock: Clock,
  { telemetry }: Outside,
  { database, db, kind, deployment }: OpenStorage,
  vault: Vault,
  signer: Signer,
  opened: AsyncDisposableStack,
): Promise<{ keeper: SnapshotKeeper; store: Store; tombstones: TombstoneLog }> {
  // Until it is read, there is nothing to write down: reading it takes in what the database knows.
  let file: TombstoneLog | undefined;
  const writeTombstone = async (tenantId: string) => {
    const line = await findTombstoneLine(db, tenantId);
    if (line !== undefined) await file?.append(line);
  };
  const keeper = new SnapshotKeeper({
    source: sandboxedSource(createSnapshotSource(db), config.sandbox),
    clock,
    telemetry,
    onTenantGone: (tenantId) => {
      vault.forgetTenant(tenantId);
      void writeTombstone(tenantId).catch((error) => telemetry.unexpected(error, { tenantId }));
    },
  });
  const store = createStore({ db, clock, telemetry, afterChange: () => keeper.refresh() });
  await keeper.start();
  opened.defer(async () => keeper.stop());
  file = await buryAgain({
    db,
    store,
    signer,
    deployment,
    embedded: kind === 'embedded',
    path: config.tombstones.file ?? join(config.dataDirectory, 'tombstones.jsonl'),
    acceptWithout: config.tombstones.acceptRestoreWithout,
  });
  telemetry.watchSnapshotAge(() => keeper.ageMs());
  opened.defer(await database.listen(changesChannel, () => void keeper.refresh().catch(() => undefined)));
  return { keeper, store, tombstones: file };
}

function startWork(
  credentials: ValidateParts,
  { snapshot }: SnapshotKeeper,
  telemetry: Telemetry,
  { db, deployment }: OpenStorage,
  vault: Vault,
  signer: Signer,
  opened: AsyncDisposableStack,
): TokenUsage {
  const usage = new TokenUsage(db);
  usage.start();
  opened.defer(async () => {
    usage.stop();
    await usage.flush().catch((error) => telemetry.unexpected(error));
  });
  const background = startBackgroundWork({
    db,
    credentials,
    snapshot,
    checkpoints: createCheckpointStore(db),
    ledgerChains: createLedgerChains(db),
    signer,
    vault,
    deploymentId: deployment.id,
    telemetry,
  });
  opened.defer(() => background.stop());
  return usage;
}
