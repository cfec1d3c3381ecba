import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { startBackgroundWork } from './boot/background-work.ts';
import { buryAgain } from './boot/bury-again.ts';
import { openDataPlane } from './boot/data-plane.ts';
import { type Doors, openDoors } from './boot/doors.ts';
import { startExports } from './boot/exports.ts';
import type { GatewayBounds } from './boot/gateway.ts';
import { keyAdministrationOf } from './boot/key-administration.ts';
import { startDeliveries } from './boot/notifications.ts';
import { openAuthenticator } from './boot/open-authenticator.ts';
import { type Outside, openOutside } from './boot/open-outside.ts';
import { type OpenStorage, openStorage } from './boot/open-storage.ts';
import { type OpenVault, openVault } from './boot/open-vault.ts';
import { openCredentialParts } from './boot/provider-calls.ts';
import { checkReadiness } from './boot/readiness.ts';
import { sandboxedSource } from './boot/sandbox.ts';
import { toSigninFacts } from './boot/signin-facts.ts';
import { writeDown } from './boot/write-down.ts';
import type { Config } from './config/config.ts';
import { OidcSignin } from './control/oidc/oidc-signin.ts';
import type { Store } from './control/ports.ts';
import type { Signer } from './control/signing.ts';
import type { ValidateParts } from './control/validation/validate.ts';
import type { PlayedNetwork } from './egress/guarded-connector.ts';
import { answerTurn } from './gateway/conversations/answer-turn.ts';
import { makeTrialCall } from './gateway/trial-call.ts';
import type { Services } from './http/services.ts';
import type { Clock } from './kernel/clock.ts';
import { limits } from './kernel/limits.ts';
import { Secret } from './kernel/secret.ts';
import type { Telemetry } from './kernel/telemetry.ts';
import { SnapshotKeeper } from './snapshot/snapshot-keeper.ts';
import { changesChannel } from './storage/change-log.ts';
import { findTombstoneLine } from './storage/deployment.ts';
import { createTokenUses, type TokenUses } from './storage/last-uses.ts';
import { createLedgerChains } from './storage/ledger-chains.ts';
import { createAuditReader, createCheckpointStore, createTenantKeyStore } from './storage/owner-stores.ts';
import { createSnapshotSource } from './storage/snapshot-source.ts';
import { createStore } from './storage/store.ts';
import type { TombstoneLog } from './storage/tombstone-file.ts';
import type { LogDestination } from './telemetry/logger.ts';
import type { Vault } from './vault/vault.ts';

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
  const keys = await openVault(config, clock, outside, storage, opened);
  const { vault, signer } = keys;
  const records = await openRecords(config, clock, outside, storage, vault, signer, opened);
  const { keeper, store } = records;
  const { credentials, postWebhook, ...ways } = await openCredentialParts(
    { ...options, ...outside, store, snapshot: keeper.snapshot, vault },
    opened,
  );
  const usage = startWork(credentials, keeper, outside.telemetry, storage, vault, signer, opened);

  const stopping = { now: false };
  const localToken = new Secret(randomBytes(32).toString('base64url'));
  const signing = { signer, deploymentId: storage.deployment.id };
  const parts = { ...options, ...outside, ...records };
  const authenticator = openAuthenticator({ ...parts, ...signing, usage, localToken });
  const plane = await openDataPlane(
    { ...parts, database: storage.database, vault, authenticator, ...ways },
    opened,
  );
  const services = toServices({
    options,
    outside,
    storage,
    keys,
    records,
    credentials,
    authenticator,
    plane,
    stopping,
  });
  const doors = await openDoors({
    services,
    gateway: plane.gateway,
    listen: config.listen,
    trustedProxies: config.trustedProxies,
    ...(storage.ownsDirectory && { control: { dataDirectory: config.dataDirectory, token: localToken } }),
  });
  services.platform.publicUrl = config.publicUrl ?? doors.url;
  startDeliveries({ config, db: storage.db, services, postWebhook }, opened);
  startExports({ db: storage.db, services, postWebhook }, opened);
  const { publicUrl: url } = services.platform;
  outside.telemetry.started({ version, url, storage: storage.kind, ms: clock() - startedAt });

  return {
    url: doors.url,
    isFirstStart: storage.deployment.isNew,
    services,
    close: async (reason) => {
      stopping.now = true;
      plane.queue.beginStop();
      await stop(reason, clock, outside.telemetry, doors);
      await opened.disposeAsync();
    },
  };
}

interface ServiceParts {
  options: AppOptions;
  outside: Outside;
  storage: OpenStorage;
  keys: OpenVault;
  records: OpenRecords;
  credentials: ValidateParts;
  authenticator: Services['authenticator'];
  plane: Awaited<ReturnType<typeof openDataPlane>>;
  stopping: { now: boolean };
}

/** What the control plane’s routes work with. */
function toServices(parts: ServiceParts): Services {
  const { options, outside, storage, keys, records, credentials, authenticator, plane, stopping } = parts;
  const { config, version, clock } = options;
  const { vault, signer, flushKeyOpenings } = keys;
  const { keeper, store, tombstones } = records;
  const { telemetry } = outside;
  return {
    authenticator,
    oidc: config.oidc && new OidcSignin({ settings: config.oidc, send: outside.send, store, clock }),
    signin: toSigninFacts(config),
    keeper,
    store,
    tenantKeys: vault,
    keyAdministration: keyAdministrationOf(vault),
    signer,
    ...readersOf(storage.db),
    ...plane.metering,
    flushKeyOpenings,
    tombstones,
    deploymentId: storage.deployment.id,
    credentials,
    conversations: { store, sealer: vault, clock },
    answerTurn: (turn) => answerTurn(plane.gateway, turn),
    tryModel: (trial) => makeTrialCall(plane.gateway, trial),
    platform: { ...config.platform, version, publicUrl: config.publicUrl ?? '' },
    isMailAvailable: config.mail !== null,
    clock,
    telemetry,
    checkReadiness: () =>
      checkReadiness({
        db: storage.db,
        vault,
        keeper,
        journal: () => plane.journal.stats(),
        isStopping: () => stopping.now,
      }),
    isStopping: () => stopping.now,
  };
}

/** What operators and auditors look up across tenants. */
function readersOf(db: OpenStorage['db']): Pick<Services, 'auditReader' | 'ledgerChains' | 'findKekVersion'> {
  return {
    auditReader: createAuditReader(db),
    ledgerChains: createLedgerChains(db),
    findKekVersion: async (tenantId) => (await createTenantKeyStore(db).findKey(tenantId))?.kekVersion,
  };
}

async function stop(reason: string, clock: Clock, telemetry: Telemetry, doors: Doors): Promise<void> {
  const from = clock();
  telemetry.stopping({ reason });
  const drained = await doors.close(limits.shutdown.drainMs);
  telemetry.stopped({ ms: clock() - from, drained });
}

interface OpenRecords {
  keeper: SnapshotKeeper;
  store: Store;
  tombstones: TombstoneLog;
}

async function openRecords(
  config: Config,
  clock: Clock,
  { telemetry }: Outside,
  { database, db, kind, deployment }: OpenStorage,
  vault: Vault,
  signer: Signer,
  opened: AsyncDisposableStack,
): Promise<OpenRecords> {
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
): TokenUses {
  const usage = createTokenUses(db);
  writeDown(usage, telemetry, opened);
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
