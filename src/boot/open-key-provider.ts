import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import { type Scrubber, Secret } from '../kernel/secret.ts';
import type { KeyProvider } from '../vault/key-provider.ts';
import { createAwsKmsKeyProvider } from '../vault/key-providers/aws-kms.ts';
import { parseKmsUrl } from '../vault/key-providers/kms-url.ts';
import { createLocalKeyProvider } from '../vault/key-providers/local.ts';
import { readOrCreateMasterKey } from '../vault/key-providers/master-key-file.ts';
import { parseMasterKeys } from '../vault/key-providers/master-keys.ts';
import { createVaultTransitKeyProvider } from '../vault/key-providers/vault-transit.ts';
import { BootError } from './boot-error.ts';

interface KeyParts {
  config: Pick<Config, 'masterKey' | 'dataDirectory'>;
  send: SendAsOperator;
  clock: Clock;
  scrubber: Scrubber;
  /** Whether a local key may be made where none is. */
  mayCreateKey: boolean;
}

type KmsSource = Extract<Config['masterKey'], { kind: 'kms' }>;

export function openKeyProvider(parts: KeyParts): KeyProvider {
  const { masterKey, dataDirectory } = parts.config;
  switch (masterKey.kind) {
    case 'text':
      return localProvider(masterKey.value.reveal(), 'PLUGBOARD_MASTER_KEY', parts.scrubber);
    case 'file':
      return localProvider(readKeyFile(masterKey.path), 'PLUGBOARD_MASTER_KEY_FILE', parts.scrubber);
    case 'generated-local': {
      const path = join(dataDirectory, 'master.key');
      const text = readOrCreateMasterKey(path, parts.mayCreateKey);
      return localProvider(text, path, parts.scrubber);
    }
    case 'kms':
      return remoteProvider(masterKey, parts);
  }
}

function localProvider(text: string, source: string, scrubber: Scrubber): KeyProvider {
  const parsed = parseMasterKeys(text);
  if (!parsed.ok) throw new BootError(`${source}: ${parsed.problems.join('; ')}`);
  for (const line of text.split(/[,\n]/)) {
    const key = line.trim().split(':').at(-1) ?? '';
    if (key !== '') scrubber.add(new Secret(key));
  }
  return createLocalKeyProvider(parsed.keys);
}

function remoteProvider(source: KmsSource, { send, clock, scrubber }: KeyParts): KeyProvider {
  const parsed = parseKmsUrl(source.url);
  if (!parsed.ok) throw new BootError(`PLUGBOARD_KMS: ${parsed.problem}`);
  if (parsed.config.kind === 'vault-transit' && source.service === 'vault') {
    const { token, namespace } = source;
    const readToken = () => (token.kind === 'text' ? token.value : readTokenFile(token.path, scrubber));
    return createVaultTransitKeyProvider(
      { ...parsed.config, token: readToken, ...(namespace !== null && { namespace }) },
      send,
    );
  }
  if (parsed.config.kind === 'aws-kms' && source.service === 'aws-kms') {
    const { accessKeyId, secretAccessKey, sessionToken } = source;
    const credentials = { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    return createAwsKmsKeyProvider({ ...parsed.config, credentials: () => credentials }, send, clock);
  }
  throw new BootError('PLUGBOARD_KMS: must be vault://… or aws-kms://…');
}

/** Read at every use: an agent beside us renews the token by writing the file anew. */
function readTokenFile(path: string, scrubber: Scrubber): Secret {
  const token = new Secret(readFileSync(path, 'utf8').trim());
  scrubber.add(token);
  return token;
}

function readKeyFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new BootError(`PLUGBOARD_MASTER_KEY_FILE: ${path} cannot be read`, { cause: error });
  }
}
