import { Secret } from '../kernel/secret.ts';
import type { AuthScheme } from '../providers/provider.ts';
import { findClockOffset } from './aws-refusals.ts';
import { type AwsCredentials, signForAws } from './aws-signer.ts';
import type { MadeToken } from './token-cache.ts';
import { formContentType, postForm, TokenRefused, type TokenWay } from './token-endpoint.ts';

export type RoleScheme = Extract<AuthScheme, { kind: 'aws_role' }>;

/**
 * Who asks STS for tenants' roles: given by the configuration, never found. An SDK's chain would take whatever the
 * machine's metadata service offers.
 */
export interface AwsIdentity {
  /** Changes when the identity does. */
  version: string;
  credentials: AwsCredentials;
  /** Shown in the tenant's CloudTrail. */
  sessionName: string;
  /** In place of the region's public endpoint: a VPC endpoint. */
  stsUrl?: string;
}

/** An hour is the most that a role may be given by another role. */
const durationSeconds = 3_600;
const publicSts = /^https:\/\/sts\.[a-z0-9-]{1,63}\.amazonaws\.(?:com|com\.cn|eu)\/?$/;

/** A refusal for the time in the signature tells the right one, so that a wrong clock of ours does no harm. */
export async function assumeRole(
  scheme: RoleScheme,
  identity: AwsIdentity,
  way: TokenWay,
  nowMs: number,
): Promise<MadeToken<AwsCredentials>> {
  try {
    return await askSts(scheme, identity, way, nowMs);
  } catch (error) {
    const answer = error instanceof TokenRefused ? error.answer : undefined;
    const offset = answer && findClockOffset(answer, JSON.stringify(answer.body), nowMs);
    if (offset === undefined) throw error;
    return askSts(scheme, identity, way, nowMs + offset);
  }
}

async function askSts(
  scheme: RoleScheme,
  identity: AwsIdentity,
  way: TokenWay,
  nowMs: number,
): Promise<MadeToken<AwsCredentials>> {
  const url = stsUrlOf(scheme, identity);
  const form = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: scheme.roleArn,
    RoleSessionName: identity.sessionName,
    DurationSeconds: String(durationSeconds),
    ExternalId: scheme.externalId,
  });
  const body = Buffer.from(form.toString());
  const headers = await signForAws(
    { method: 'POST', url, contentType: formContentType, body },
    { service: 'sts', region: scheme.region },
    identity.credentials,
    new Date(nowMs),
  );
  const { text, ...head } = await postForm(way, url, body, headers);
  if (head.status !== 200) {
    // The shape that every other token endpoint gives its refusals in.
    const said = { error: textIn(text, 'Code') ?? '', error_description: textIn(text, 'Message') ?? '' };
    throw new TokenRefused(`STS answered ${head.status}.`, { ...head, body: said });
  }
  const accessKeyId = textIn(text, 'AccessKeyId');
  const secretAccessKey = textIn(text, 'SecretAccessKey');
  const sessionToken = textIn(text, 'SessionToken');
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw new TokenRefused('STS answered without credentials.', { ...head, body: '' });
  }
  const value = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
  };
  return { value, lifetimeMs: durationSeconds * 1000 };
}

/** The platform's own identity signs here: it asks AWS and nobody else. */
export function stsUrlOf(scheme: RoleScheme, identity: AwsIdentity): string {
  const url = identity.stsUrl ?? scheme.stsUrl;
  if (identity.stsUrl === undefined && !publicSts.test(url))
    throw new Error(`${url} is not an endpoint of STS`);
  return url;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * The text of the one element of this name. No XML parser: nothing in an answer of STS needs one, and none can then be
 * talked into entities or documents of its own.
 */
function textIn(xml: string, element: string): string | undefined {
  const open = `<${element}>`;
  const start = xml.indexOf(open);
  const end = xml.indexOf(`</${element}>`, start);
  if (start === -1 || end === -1 || xml.indexOf(open, start + 1) !== -1) return undefined;
  const text = xml.slice(start + open.length, end).trim();
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
