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
    cacheKey: `${record.tenantId}/${record.environment}/${record.id}@${version}`,
    provider,
    settings: record.settings,
    connection,
    secrets,
    rules,
    close: () => {
      for (const secret of secrets.values()) sealer.release(secret);
    },
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
  close: () => void;
}): OpenCredential {
  const { settings, secrets } = parts;
  const clientKey = secrets.get(clientKeySecret);
  return {
    cacheKey: parts.cacheKey,
    provider: parts.provider,
    settings,
    connection: parts.connection,
    rules: parts.rules,
    close: parts.close,
    secret: (name) => {
      const secret = secrets.get(name);
      if (!secret) throw new PlugboardError('needs_reentry', { cause: new Error(`no secret ${name}`) });
      return secret;
    },
    tls: tlsOf(settings, clientKey),
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
