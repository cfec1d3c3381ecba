import type { Secret } from '../kernel/secret.ts';
import type { EnvironmentReader } from './environment-reader.ts';

type TokenSource = { kind: 'text'; value: Secret } | { kind: 'file'; path: string };

/** Where the key-encryption key comes from. What the text or file holds is for the vault to check. */
export type MasterKeySource =
  | { kind: 'text'; value: Secret }
  | { kind: 'file'; path: string }
  | { kind: 'kms'; service: 'vault'; url: string; token: TokenSource; namespace: string | null }
  | {
      kind: 'kms';
      service: 'aws-kms';
      url: string;
      accessKeyId: string;
      secretAccessKey: Secret;
      sessionToken: Secret | null;
    }
  | { kind: 'generated-local' };

const sources = ['PLUGBOARD_MASTER_KEY', 'PLUGBOARD_MASTER_KEY_FILE', 'PLUGBOARD_KMS'];
const oneOf = `exactly one of ${sources.join(', ')}`;

export function parseMasterKey(reader: EnvironmentReader): MasterKeySource {
  const given = sources.filter((name) => reader.has(name));
  const [first, second] = given;
  if (first !== undefined && second !== undefined) {
    reader.report(second, `is set beside ${first}, which leaves open which one counts`, oneOf);
  }
  if (first === undefined && reader.has('DATABASE_URL')) {
    // Replicas that each made a key of their own could not open each other's rows.
    reader.report('PLUGBOARD_MASTER_KEY', 'is missing, and DATABASE_URL is set', oneOf);
  }
  const text = reader.secret('PLUGBOARD_MASTER_KEY');
  const path = reader.text('PLUGBOARD_MASTER_KEY_FILE');
  // Looked at in any case: its mistakes are named together with the others.
  const kms = parseKms(reader);
  if (text !== null) return { kind: 'text', value: text };
  if (path !== undefined) return { kind: 'file', path };
  return kms ?? { kind: 'generated-local' };
}

function parseKms(reader: EnvironmentReader): MasterKeySource | undefined {
  const expected = 'vault://host[:port]/… or aws-kms://…';
  const text = reader.text('PLUGBOARD_KMS');
  if (text === undefined) return undefined;
  // Read by shape, not as a URL: an ARN, which AWS calls a key by, is no host and port.
  const [, service] = /^(vault|aws-kms)(?:\+https?)?:\/\/\S+$/.exec(text) ?? [];
  if (service === undefined) {
    reader.report('PLUGBOARD_KMS', 'names no key service', expected);
    return undefined;
  }
  if (/^[^:]+:\/\/[^/]*@/.test(text)) {
    reader.report('PLUGBOARD_KMS', 'carries user information; the token has a variable of its own', expected);
  }
  return service === 'vault' ? parseVault(reader, text) : parseAwsKms(reader, text);
}

function parseVault(reader: EnvironmentReader, url: string): MasterKeySource | undefined {
  const expected = 'exactly one of PLUGBOARD_KMS_TOKEN, PLUGBOARD_KMS_TOKEN_FILE';
  const namespace = reader.text('PLUGBOARD_KMS_NAMESPACE') ?? null;
  const value = reader.secret('PLUGBOARD_KMS_TOKEN');
  const path = reader.text('PLUGBOARD_KMS_TOKEN_FILE');
  if (value !== null && path !== undefined) {
    reader.report('PLUGBOARD_KMS_TOKEN_FILE', 'is set beside PLUGBOARD_KMS_TOKEN', expected);
  }
  if (value !== null)
    return { kind: 'kms', service: 'vault', url, token: { kind: 'text', value }, namespace };
  if (path !== undefined)
    return { kind: 'kms', service: 'vault', url, token: { kind: 'file', path }, namespace };
  reader.report('PLUGBOARD_KMS_TOKEN', 'is missing, and PLUGBOARD_KMS names a vault', expected);
  return undefined;
}

function parseAwsKms(reader: EnvironmentReader, url: string): MasterKeySource | undefined {
  const accessKeyId = reader.text('PLUGBOARD_KMS_ACCESS_KEY_ID');
  const secretAccessKey = reader.secret('PLUGBOARD_KMS_SECRET_ACCESS_KEY');
  const sessionToken = reader.secret('PLUGBOARD_KMS_SESSION_TOKEN');
  const reportMissing = (name: string) =>
    // The SDK's default chain (instance role, AWS_*) is deliberately not asked: S10.
    reader.report(
      name,
      'is missing, and PLUGBOARD_KMS names AWS KMS',
      'the access key of a principal that may use the key',
    );
  if (accessKeyId === undefined) reportMissing('PLUGBOARD_KMS_ACCESS_KEY_ID');
  if (secretAccessKey === null) reportMissing('PLUGBOARD_KMS_SECRET_ACCESS_KEY');
  if (accessKeyId === undefined || secretAccessKey === null) return undefined;
  return { kind: 'kms', service: 'aws-kms', url, accessKeyId, secretAccessKey, sessionToken };
}
