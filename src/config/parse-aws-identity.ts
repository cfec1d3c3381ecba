import type { Secret } from '../kernel/secret.ts';
import type { EnvironmentReader } from './environment-reader.ts';

/** Who assumes the roles that tenants offer; given for that alone. */
export interface AwsIdentitySettings {
  accessKeyId: string;
  secretAccessKey: Secret;
  sessionToken: Secret | null;
  /** What tenants write into their role's trust policy. */
  principalArn: string;
  /** In place of the region's public endpoint. */
  stsUrl: string | null;
}

const needed =
  'all of PLUGBOARD_AWS_ACCESS_KEY_ID, PLUGBOARD_AWS_SECRET_ACCESS_KEY and PLUGBOARD_AWS_PRINCIPAL_ARN';

export function parseAwsIdentity(reader: EnvironmentReader): AwsIdentitySettings | null {
  const accessKeyId = reader.text('PLUGBOARD_AWS_ACCESS_KEY_ID');
  const secretAccessKey = reader.secret('PLUGBOARD_AWS_SECRET_ACCESS_KEY');
  const principalArn = reader.parse(
    'PLUGBOARD_AWS_PRINCIPAL_ARN',
    'an ARN such as arn:aws:iam::123456789012:user/plugboard',
    null,
    (text) =>
      /^arn:aws[a-z-]*:(iam|sts)::\d{12}:\S+$/.test(text)
        ? { value: text }
        : { problem: 'is not an ARN of a principal' },
  );
  const sessionToken = reader.secret('PLUGBOARD_AWS_SESSION_TOKEN');
  const stsUrl = reader.text('PLUGBOARD_AWS_STS_URL') ?? null;
  if (accessKeyId === undefined && secretAccessKey === null && principalArn === null) return null;
  if (accessKeyId === undefined || secretAccessKey === null || principalArn === null) {
    reader.report(
      'PLUGBOARD_AWS_ACCESS_KEY_ID',
      'is one of three that go together, and not all of them are set',
      needed,
    );
    return null;
  }
  return { accessKeyId, secretAccessKey, sessionToken, principalArn, stsUrl };
}
