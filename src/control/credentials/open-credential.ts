import { PlugboardError } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { UsedCredential } from '../../kernel/records.ts';
import type { Secret } from '../../kernel/secret.ts';
import { clientKeySecret } from '../../kernel/secret-fields.ts';
import type { Connection, Provider, Settings } from '../../providers/provider.ts';
import type { StandingSecret } from '../../snapshot/ports.ts';
import type { Sealer } from '../ports.ts';
import type { ProviderCall } from '../provider-ports.ts';
import { pick } from './choose-variant.ts';
import { originsOf, sealContext } from './seal-secrets.ts';

/** As the database holds it, or as the snapshot does. */
type RestingSecret = StandingSecret | { field: string; sealed: Uint8Array };

interface OpenParts {
  cacheKey: string;
  provider: Provider;
  settings: Settings;
  connection: Connection;
  secrets: ReadonlyMap<string, Secret>;
  rules: readonly EgressRule[];
  sealer: Pick<Sealer, 'release'>;
}

/**
 * A credential that is ready to be used: how to reach the account, and its secrets in hand. There may be a hundred
 * thousand of these: functions of its own would weigh more than all that is in it, and so would a map.
 */
export class OpenCredential {
  readonly cacheKey: string;
  readonly provider: Provider;
  readonly settings: Settings;
  readonly connection: Connection;
  readonly tls: ProviderCall['tls'];
  readonly rules: readonly EgressRule[];
  readonly #secrets: Readonly<Record<string, Secret>>;
  readonly #sealer: Pick<Sealer, 'release'>;

  constructor({ cacheKey, provider, settings, connection, secrets, rules, sealer }: OpenParts) {
    this.cacheKey = cacheKey;
    this.provider = provider;
    this.settings = settings;
    this.connection = connection;
    this.tls = tlsOf(settings, secrets.get(clientKeySecret));
    this.rules = rules;
    this.#secrets = Object.fromEntries(secrets);
    this.#sealer = sealer;
  }

  secret(name: string): Secret {
    const secret = Object.hasOwn(this.#secrets, name) ? this.#secrets[name] : undefined;
    if (!secret) throw new PlugboardError('needs_reentry', { cause: new Error(`no secret ${name}`) });
    return secret;
  }

  /** The same secrets, shown in another way. */
  reaching(connection: Connection, cacheKey: string): OpenCredential {
    const secrets = new Map(Object.entries(this.#secrets));
    const { provider, settings, rules } = this;
    return new OpenCredential({
      cacheKey,
      provider,
      settings,
      connection,
      secrets,
      rules,
      sealer: this.#sealer,
    });
  }

  /** Lets go of the secrets: from then on they are scrubbed from nothing any more. */
  close(): void {
    for (const secret of Object.values(this.#secrets)) this.#sealer.release(secret);
  }
}

export async function openCredential(
  sealer: Sealer,
  record: UsedCredential,
  sealed: readonly RestingSecret[],
  rules: readonly EgressRule[],
  version: number = record.secretVersion,
): Promise<OpenCredential> {
  if (record.catalogueId === '') {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'provider', detail: 'is required: nothing says yet whose key this is' }],
    });
  }
  const { provider } = pick(record.catalogueId, record.variant);
  const connection = connectionOf(provider, record);
  const secrets = await openSecrets(sealer, record, sealed, connection, version);
  return new OpenCredential({
    // What is in force goes by the id alone, which is in memory anyway. Tokens are found by their secret besides.
    cacheKey: version === record.secretVersion ? record.id : `${record.id}@${version}`,
    provider,
    settings: record.settings,
    connection,
    secrets,
    rules,
    sealer,
  });
}

/**
 * By settings and variant. Records that were read together hold equal settings as one object, so that as many
 * accounts as have the same settings have one connection between them.
 */
const connections = new WeakMap<Settings, Map<string, Connection>>();

function connectionOf(provider: Provider, { variant, settings }: UsedCredential): Connection {
  const byVariant = connections.get(settings) ?? new Map<string, Connection>();
  connections.set(settings, byVariant);
  const key = `${provider.id}/${variant}`;
  const connection = byVariant.get(key) ?? provider.connect(variant, settings);
  byVariant.set(key, connection);
  return connection;
}

/** The origins come from the settings as they stand now: were they changed behind our back, nothing opens. */
export async function openSecrets(
  sealer: Sealer,
  record: UsedCredential,
  sealed: readonly RestingSecret[],
  connection: Connection | null,
  version: number,
): Promise<Map<string, Secret>> {
  const opened = await Promise.all(
    sealed.map(async ({ field, sealed: resting }) => {
      const bytes = typeof resting === 'string' ? Buffer.from(resting, 'latin1') : resting;
      const origins = [...originsOf(connection, field)].toSorted();
      return [field, await sealer.open(sealContext(record, field, version, origins), bytes)] as const;
    }),
  );
  return new Map(opened);
}

const noTls: OpenCredential['tls'] = {};

function tlsOf(settings: Settings, clientKey: Secret | undefined): OpenCredential['tls'] {
  const { ca_pem: caPem, client_cert_pem: clientCertPem } = settings;
  if (caPem === undefined && clientCertPem === undefined && clientKey === undefined) return noTls;
  return {
    ...(caPem !== undefined && { caPem }),
    ...(clientCertPem !== undefined && { clientCertPem }),
    ...(clientKey && { clientKeyPem: clientKey }),
  };
}
