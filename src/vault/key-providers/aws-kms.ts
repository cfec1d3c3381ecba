import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Clock } from '../../kernel/clock.ts';
import type { SendAsOperator } from '../../kernel/ports.ts';
import type { Secret } from '../../kernel/secret.ts';
import { type KeyContext, type KeyFailure, type KeyProvider, KeyProviderError } from '../key-provider.ts';
import { askKeyService, textAt, unreadable } from './ask-key-service.ts';

export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: Secret;
  sessionToken?: Secret;
}

export interface AwsKmsConfig {
  region: string;
  /** An id, an ARN or `alias/name`. An alias that is pointed at another key makes that one the primary. */
  keyId: string;
  endpoint: string;
  /** Given, never found: an SDK's chain would take whatever the machine's metadata service offers. */
  credentials: () => AwsCredentials;
}

/**
 * AWS KMS, JSON 1.1 protocol. The credentials need `kms:Encrypt` and `kms:Decrypt`, and no more. A version is the ARN
 * of the key that wrapped: KMS's own yearly rotation happens behind that ARN and needs no rewrap.
 */
export function createAwsKmsKeyProvider(
  config: AwsKmsConfig,
  send: SendAsOperator,
  clock: Clock,
): KeyProvider {
  const ask = (operation: 'Encrypt' | 'Decrypt', parameters: Record<string, unknown>) =>
    call(config, send, clock, operation, parameters);

  return {
    kind: 'aws-kms',
    knows: (kekVersion) => /^arn:aws[a-z-]*:kms:/.test(kekVersion),

    async wrap(key, context) {
      const body = await ask('Encrypt', {
        KeyId: config.keyId,
        Plaintext: key.toString('base64'),
        EncryptionContext: bound(context),
      });
      const ciphertext = textAt(body, 'CiphertextBlob');
      const kekVersion = textAt(body, 'KeyId');
      if (ciphertext === undefined || kekVersion === undefined) throw unreadable('KMS');
      return { kekVersion, wrapped: Buffer.from(ciphertext, 'base64') };
    },

    async unwrap({ kekVersion, wrapped }, context) {
      const body = await ask('Decrypt', {
        // Named, so that bytes wrapped by any other key that we may use do not open.
        KeyId: kekVersion,
        CiphertextBlob: Buffer.from(wrapped).toString('base64'),
        EncryptionContext: bound(context),
      });
      const plaintext = textAt(body, 'Plaintext');
      if (plaintext === undefined) throw unreadable('KMS');
      return Buffer.from(plaintext, 'base64');
    },
  };
}

function bound({ deploymentId, tenantId }: KeyContext): Record<string, string> {
  return { deployment: deploymentId, tenant: tenantId };
}

async function call(
  config: AwsKmsConfig,
  send: SendAsOperator,
  clock: Clock,
  operation: string,
  parameters: Record<string, unknown>,
): Promise<Uint8Array> {
  const url = `${config.endpoint}/`;
  const body = JSON.stringify(parameters);
  const headers = await sign(config, clock, url, `TrentService.${operation}`, body);
  const answer = await askKeyService(send, { method: 'POST', url, headers, body });
  if (answer.status === 200) return answer.body;
  // `com.amazonaws.kms#DisabledException` and plain `DisabledException` are both in use.
  const type = textAt(answer.body, '__type')?.replace(/^.*#/, '') ?? 'no type';
  const said = textAt(answer.body, 'message') ?? textAt(answer.body, 'Message') ?? '';
  throw new KeyProviderError(
    classify(type),
    new Error(`KMS ${operation} answered ${answer.status} ${type}: ${said.slice(0, 1000)}`),
  );
}

async function sign(config: AwsKmsConfig, clock: Clock, url: string, target: string, body: string) {
  const { accessKeyId, secretAccessKey, sessionToken } = config.credentials();
  const signer = new SignatureV4({
    service: 'kms',
    region: config.region,
    sha256: Sha256,
    credentials: {
      accessKeyId,
      secretAccessKey: secretAccessKey.reveal(),
      ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() }),
    },
  });
  const { protocol, hostname, host, pathname } = new URL(url);
  const headers = { host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target };
  const request = { method: 'POST', protocol, hostname, path: pathname, query: {}, headers, body };
  const signed = await signer.sign(request, { signingDate: new Date(clock()) });
  return signed.headers;
}

function classify(type: string): KeyFailure {
  if (type === 'InvalidCiphertextException' || type === 'IncorrectKeyException') return 'wrong_key';
  // KMS answers 400 to a caller that asks too often.
  return /Throttl|LimitExceeded|RequestExpired/.test(type) ? 'unreachable' : 'refused';
}
