import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Authenticator } from '../control/authentication/authenticator.ts';
import { resolvePlace } from '../control/authentication/place.ts';
import { openCredential } from '../control/credentials/open-credential.ts';
import { Accounts } from '../gateway/accounts.ts';
import type { GatewayParts } from '../gateway/parts.ts';
import type { Identify, Upstream } from '../gateway/ports.ts';
import { Heartbeats } from '../gateway/relay/heartbeats.ts';
import { openJournal } from '../journal/journal.ts';
import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { Scrubber } from '../kernel/secret.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import { createAttemptStore } from '../storage/attempt-store.ts';
import { lockDataDirectory } from '../storage/data-directory.ts';
import type { Executor } from '../storage/open-database.ts';
import type { Vault } from '../vault/vault.ts';

interface GatewayOptions {
  config: Pick<Config, 'dataDirectory'>;
  clock: Clock;
  db: Executor;
  keeper: SnapshotKeeper;
  vault: Vault;
  authenticator: Authenticator;
  upstream: Upstream;
  telemetry: Telemetry;
  scrubber: Scrubber;
}

/** The data plane, put together from its parts. */
export function openGateway(options: GatewayOptions, opened: AsyncDisposableStack): GatewayParts {
  const { config, clock, db, keeper, vault, authenticator, upstream, telemetry, scrubber } = options;
  const { snapshot } = keeper;
  const accounts = new Accounts(snapshot, (credential, rules) =>
    openCredential(vault, credential, credential.secrets, rules),
  );
  keeper.watch((touched) => accounts.drop(touched));
  const journal = openJournal({
    directory: join(config.dataDirectory, 'journal'),
    lockDirectory: lockDataDirectory,
    store: createAttemptStore(db),
    clock,
    telemetry,
    limits: limits.journal,
  });
  opened.defer(() => journal.close());
  return {
    identify: identifyFor(authenticator, keeper),
    snapshot,
    accounts,
    admission: { admit: () => ({ release: () => undefined }) },
    upstream,
    journal: journal.journal,
    heartbeats: new Heartbeats(),
    clock,
    telemetry,
    scrub: (text) => scrubber.scrub(text),
  };
}

/** The gateway's view of who calls. Tokens are decided in memory; nothing here waits for the database. */
function identifyFor(authenticator: Authenticator, keeper: SnapshotKeeper): Identify {
  return async (headers) => {
    const caller = await authenticator.forInference(headers);
    const place = resolvePlace(caller, headers, keeper.snapshot);
    return { actor: caller.actor, ...place };
  };
}
