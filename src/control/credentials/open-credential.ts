import { PlugboardError } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { CredentialRecord } from '../../kernel/records.ts';
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

/** A credential that is ready to be used: how to reach the account, and its secrets in hand. */
export interface OpenCredential {
  cacheKey: string;
  provider: Provider;
  settings: Settings;
  connection: Connection;
  secret(name: string): Secret;
  tls: ProviderCall['tls'];
  rules: readonly EgressRule[];
  /** Lets go of the secrets: from then on they are scrubbed from nothing any more. */
  close(): void;
}

export async function openCredential(
  sealer: Sealer,
  record: CredentialRecord,
  sealed: readonly RestingSecret[],
  rules: readonly EgressRule[],
  version: number = record.secretVersion,
): Promise<OpenCredential> {
  if (record.provider === null) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'provider', detail: 'is required: nothing says yet whose key this is' }],
    });
  }
  const { provider } = pick(record.catalogueId, record.variant);
  const connection = connectionOf(provider, record);
  const secrets = await openSecrets(sealer, record, sealed, connection, version);
  return readyToUse({
    // Joined, it is one string; added up, it would be one for each part.
    cacheKey: [record.tenantId, record.environment, `${record.id}@${version}`].join('/'),
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

function connectionOf(provider: Provider, { variant, settings }: CredentialRecord): Connection {
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
  record: CredentialRecord,
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

export function readyToUse(parts: {
  cacheKey: string;
  provider: Provider;
  settings: Settings;
  connection: Connection;
  secrets: ReadonlyMap<string, Secret>;
  rules: readonly EgressRule[];
  sealer: Pick<Sealer, 'release'>;
}): OpenCredential {
  const { cacheKey, provider, settings, connection, rules, sealer } = parts;
  const tls = tlsOf(settings, parts.secrets.get(clientKeySecret));
  // There may be a hundred thousand of these: a map would be three times as large as what is in it.
  const secrets: Readonly<Record<string, Secret>> = Object.fromEntries(parts.secrets);
  return {
    cacheKey,
    provider,
    settings,
    connection,
    rules,
    tls,
    secret: (name) => {
      const secret = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
      if (!secret) throw new PlugboardError('needs_reentry', { cause: new Error(`no secret ${name}`) });
      return secret;
    },
    close: () => {
      for (const secret of Object.values(secrets)) sealer.release(secret);
    },
  };
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
