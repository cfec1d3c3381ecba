import { PlugboardError } from '../../kernel/errors.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { CredentialRecord, SealedSecret } from '../../kernel/records.ts';
import type { Secret } from '../../kernel/secret.ts';
import type { Connection, Provider, Settings } from '../../providers/provider.ts';
import type { Sealer } from '../ports.ts';
import type { ProviderCall } from '../provider-ports.ts';
import { pick } from './choose-variant.ts';
import { originsOf, sealContext } from './seal-secrets.ts';

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
  sealed: readonly SealedSecret[],
  rules: readonly EgressRule[],
  version: number = record.secretVersion,
): Promise<OpenCredential> {
  if (record.provider === null) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'provider', detail: 'is required: nothing says yet whose key this is' }],
    });
  }
  const { provider } = pick(record.catalogueId, record.variant);
  const connection = provider.connect(record.variant, record.settings);
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

/** The origins come from the settings as they stand now: were they changed behind our back, nothing opens. */
export async function openSecrets(
  sealer: Sealer,
  record: CredentialRecord,
  sealed: readonly SealedSecret[],
  connection: Connection | null,
  version: number,
): Promise<Map<string, Secret>> {
  const opened = await Promise.all(
    sealed.map(async ({ field, sealed: bytes }) => {
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
  const clientKey = secrets.get('client_key_pem');
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
    tls: {
      ...(settings['ca_pem'] !== undefined && { caPem: settings['ca_pem'] }),
      ...(settings['client_cert_pem'] !== undefined && { clientCertPem: settings['client_cert_pem'] }),
      ...(clientKey && { clientKeyPem: clientKey }),
    },
  };
}
