import { randomBytes } from 'node:crypto';
import { findSignatureProblem, isSkewed } from './aws-signature.ts';
import { startTokenServer, type TokenAnswer, type TokenRequest, type TokenServer } from './token-server.ts';

export interface StsRole {
  roleArn: string;
  externalId: string;
  /** False: a trust policy without the condition, which lets any of the platform's tenants in. */
  isExternalIdEnforced: boolean;
}

export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
}

export interface Sts extends TokenServer {
  stsUrl: string;
  region: string;
  /** Who may ask. */
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined };
  role: StsRole;
  /** What was given out, newest last. */
  sessions: (SessionCredentials & { sessionName: string })[];
}

/** AWS STS: AssumeRole with its XML, every signature recomputed, the external id enforced unless told not to. */
export async function startSts({
  region = 'eu-central-1',
  nowMs = Date.now,
  sessionToken = undefined as string | undefined,
} = {}): Promise<Sts> {
  const credentials = {
    accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: randomBytes(30).toString('base64'),
    sessionToken,
  };
  const role: StsRole = {
    roleArn: 'arn:aws:iam::111122223333:role/plugboard',
    externalId: randomBytes(12).toString('hex'),
    isExternalIdEnforced: true,
  };
  const sessions: Sts['sessions'] = [];
  const server = await startTokenServer((request) => {
    const problem = findSignatureProblem(request, {
      service: 'sts',
      region,
      ...credentials,
      nowMs: nowMs(),
      signedHeaders: ['host', 'x-amz-date', 'content-type'],
    });
    if (problem !== undefined && isSkewed(request, nowMs())) {
      const refused = failed(403, 'SignatureDoesNotMatch', 'Signature expired: it is now earlier than …');
      return { ...refused, headers: { date: new Date(nowMs()).toUTCString() } };
    }
    if (problem !== undefined)
      return failed(403, problem.replace(/Exception$/, ''), 'The signature is not right.');
    return assume(request, role, sessions, nowMs());
  });
  return Object.assign(server, { stsUrl: `${server.origin}/`, region, credentials, role, sessions });
}

function assume(
  { path, form }: TokenRequest,
  role: StsRole,
  sessions: Sts['sessions'],
  nowMs: number,
): TokenAnswer {
  if (path !== '/' || form.get('Action') !== 'AssumeRole' || form.get('Version') !== '2011-06-15') {
    return failed(400, 'InvalidAction', 'Could not find the operation.');
  }
  const sessionName = form.get('RoleSessionName') ?? '';
  const duration = Number(form.get('DurationSeconds'));
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) return failed(400, 'ValidationError', 'roleSessionName');
  if (!(duration >= 900 && duration <= 43_200)) return failed(400, 'ValidationError', 'durationSeconds');
  const isKnown = form.get('ExternalId') === role.externalId || !role.isExternalIdEnforced;
  if (form.get('RoleArn') !== role.roleArn || !isKnown) {
    return failed(
      403,
      'AccessDenied',
      `is not authorized to perform: sts:AssumeRole & more on "${form.get('RoleArn')}"`,
    );
  }
  const session = {
    accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
    secretAccessKey: `${randomBytes(24).toString('base64')}&<'">é`,
    sessionToken: `${randomBytes(60).toString('base64')}&amp;`,
    sessionName,
  };
  sessions.push(session);
  const expiration = new Date(nowMs + duration * 1000).toISOString();
  return { status: 200, body: answerXml(session, expiration) };
}

function answerXml(session: SessionCredentials, expiration: string): string {
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/x</Arn></AssumedRoleUser>
    <Credentials>
      <AccessKeyId>${escapeXml(session.accessKeyId)}</AccessKeyId>
      <SecretAccessKey>${escapeXml(session.secretAccessKey)}</SecretAccessKey>
      <SessionToken>${escapeXml(session.sessionToken)}</SessionToken>
      <Expiration>${expiration}</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
</AssumeRoleResponse>`;
}

function failed(status: number, code: string, message: string): TokenAnswer {
  const error = `<Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message>`;
  return { status, body: `<ErrorResponse><Error>${error}</Error><RequestId>r</RequestId></ErrorResponse>` };
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('é', '&#xE9;');
}
