import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { findSignatureProblem } from './aws-signature.ts';
import {
  type KeyServiceAnswer,
  type KeyServiceRequest,
  startKeyServiceServer,
} from './key-service-server.ts';

interface KmsKey {
  arn: string;
  material: Buffer;
  enabled: boolean;
}

interface KmsState {
  region: string;
  keys: KmsKey[];
  aliases: Map<string, KmsKey>;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined };
  throttled: boolean;
  nowMs: () => number;
}

interface KmsInput {
  KeyId?: string;
  Plaintext?: string;
  CiphertextBlob?: string;
  EncryptionContext?: Record<string, string>;
}

/** A stand-in for AWS KMS, from its public API reference: Encrypt and Decrypt, with every signature recomputed. */
export async function startAwsKmsStandIn({
  region = 'eu-central-1',
  sessionToken = undefined as string | undefined,
  nowMs = Date.now,
} = {}) {
  const state: KmsState = {
    region,
    keys: [],
    aliases: new Map(),
    credentials: {
      accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken,
    },
    throttled: false,
    nowMs,
  };
  const server = await startKeyServiceServer((request) => answerTo(state, request));

  return {
    ...server,
    region,
    credentials: state.credentials,
    /** Makes a key and points `alias/plugboard` at it. */
    createKey() {
      const arn = `arn:aws:kms:${region}:111122223333:key/${randomUUID()}`;
      const key: KmsKey = { arn, material: randomBytes(32), enabled: true };
      state.keys.push(key);
      state.aliases.set('alias/plugboard', key);
      return arn;
    },
    setEnabled(arn: string, enabled: boolean) {
      const key = findKey(state, arn);
      if (key !== undefined) key.enabled = enabled;
    },
    setThrottled(throttled: boolean) {
      state.throttled = throttled;
    },
  };
}

function findKey(state: KmsState, id: string): KmsKey | undefined {
  return state.aliases.get(id) ?? state.keys.find(({ arn }) => arn === id || arn.endsWith(`:key/${id}`));
}

function answerTo(state: KmsState, request: KeyServiceRequest): KeyServiceAnswer {
  if (request.method !== 'POST' || request.path !== '/') return failed('UnknownOperationException');
  if (request.headers['content-type'] !== 'application/x-amz-json-1.1')
    return failed('SerializationException');
  const { region, credentials, nowMs } = state;
  const problem = findSignatureProblem(request, { service: 'kms', region, ...credentials, nowMs: nowMs() });
  if (problem !== undefined) return failed(problem);
  if (state.throttled) return failed('ThrottlingException');
  const input = JSON.parse(request.body) as KmsInput;
  const target = request.headers['x-amz-target'];
  if (target === 'TrentService.Encrypt') return encrypt(state, input);
  if (target === 'TrentService.Decrypt') return decrypt(state, input);
  return failed('UnknownOperationException');
}

function encrypt(
  state: KmsState,
  { KeyId = '', Plaintext = '', EncryptionContext = {} }: KmsInput,
): KeyServiceAnswer {
  const key = findKey(state, KeyId);
  if (key === undefined) return failed('NotFoundException');
  if (!key.enabled) return failed('DisabledException');
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.material, nonce).setAAD(contextBytes(EncryptionContext));
  const parts = [cipher.update(Plaintext, 'base64'), cipher.final(), cipher.getAuthTag()];
  const blob = Buffer.concat([Buffer.from(key.arn.slice(-36), 'ascii'), nonce, ...parts]).toString('base64');
  return {
    status: 200,
    body: { CiphertextBlob: blob, KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
  };
}

function decrypt(
  state: KmsState,
  { KeyId, CiphertextBlob = '', EncryptionContext = {} }: KmsInput,
): KeyServiceAnswer {
  const blob = Buffer.from(CiphertextBlob, 'base64');
  const key = findKey(state, blob.subarray(0, 36).toString('ascii'));
  if (key === undefined) return failed('InvalidCiphertextException');
  if (KeyId !== undefined && findKey(state, KeyId) === undefined) return failed('NotFoundException');
  if (KeyId !== undefined && findKey(state, KeyId) !== key) return failed('IncorrectKeyException');
  if (!key.enabled) return failed('DisabledException');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.material, blob.subarray(36, 48), {
      authTagLength: 16,
    })
      .setAAD(contextBytes(EncryptionContext))
      .setAuthTag(blob.subarray(-16));
    const plaintext = Buffer.concat([decipher.update(blob.subarray(48, -16)), decipher.final()]).toString(
      'base64',
    );
    return {
      status: 200,
      body: { Plaintext: plaintext, KeyId: key.arn, EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    };
  } catch {
    return failed('InvalidCiphertextException');
  }
}

function contextBytes(context: Record<string, string>): Buffer {
  const entries = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify(entries), 'utf8');
}

function failed(type: string): KeyServiceAnswer {
  return { status: 400, body: { __type: type, message: `stand-in: ${type}` } };
}
