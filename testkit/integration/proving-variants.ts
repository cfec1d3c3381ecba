import { startEntra } from '../stand-ins/entra.ts';
import { startOauth2Server } from '../stand-ins/oauth2-server.ts';
import { type Guard, keyGuard, signatureGuard, startProviderServer } from '../stand-ins/provider-servers.ts';
import { bedrockWire } from '../stand-ins/provider-wires.ts';
import { startSts } from '../stand-ins/sts.ts';
import { azureV1Wire, type Variant, v1Wire } from './provider-variants.ts';

/** Those whose requests carry a token or a signature made from the secret. */
export async function startProvingVariants(nowMs: () => number): Promise<{
  variants: Variant[];
  /** The platform's own identity at the played AWS. */
  env: Record<string, string>;
}> {
  const sts = await startSts({ nowMs });
  const variants = await Promise.all([
    startOauth2Variant('basic', nowMs),
    startOauth2Variant('post', nowMs),
    startOauth2Variant('private_key_jwt', nowMs),
    startPrincipalVariant(),
    startSignedVariant('bedrock', nowMs),
    startSignedVariant('gateway', nowMs),
    startRoleVariant(sts, nowMs),
  ]);
  return {
    variants,
    env: {
      PLUGBOARD_AWS_ACCESS_KEY_ID: sts.credentials.accessKeyId,
      PLUGBOARD_AWS_SECRET_ACCESS_KEY: sts.credentials.secretAccessKey,
      PLUGBOARD_AWS_PRINCIPAL_ARN: 'arn:aws:iam::444455556666:user/plugboard',
      PLUGBOARD_AWS_STS_URL: sts.stsUrl,
    },
  };
}

function tokenGuard(tokens: ReadonlySet<string>): Guard {
  return (request) => keyGuard('authorization', 'Bearer ', tokens)(request);
}

async function startOauth2Variant(
  style: 'basic' | 'post' | 'private_key_jwt',
  nowMs: () => number,
): Promise<Variant> {
  const issuer = await startOauth2Server({
    style,
    scope: 'llm',
    clientSecret: 's:+%/=secret-of-acme',
    nowMs,
    ...(style === 'post' && { query: '?p=B2C_1_llm' }),
  });
  const server = await startProviderServer(v1Wire, tokenGuard(issuer.tokens));
  const isKey = style === 'private_key_jwt';
  const secret = isKey ? issuer.privateKeyPem : issuer.clientSecret;
  const wrong = isKey ? await startOauth2Key() : 'a-wrong-secret-0123456789';
  return {
    name: `OAuth2 gateway, ${style}`,
    provider: 'openai',
    server,
    body: {
      name: `OAuth2 gateway ${style}`,
      creds_type: 'OAUTH2',
      base_url: `${server.origin}/v1`,
      token_url: issuer.tokenUrl,
      client_id: issuer.clientId,
      client_secret: secret,
      client_auth: style,
      scope: 'llm',
    },
    // Answers are JSON, in which a PEM's line ends read differently: one line of it is enough.
    secrets: [secret, wrong].map((text) => (isKey ? (text.split('\n')[1] ?? text) : text)),
    bad: { client_secret: wrong },
    good: { client_secret: secret },
    listed: true,
    retire: () => issuer.tokens.clear(),
    close: async () => void (await Promise.all([server.close(), issuer.close()])),
  };
}

/** A well-formed private key that the issuer does not know. */
async function startOauth2Key(): Promise<string> {
  const other = await startOauth2Server({ style: 'private_key_jwt' });
  await other.close();
  return other.privateKeyPem;
}

async function startPrincipalVariant(): Promise<Variant> {
  const entra = await startEntra({ scope: 'https://ai.azure.com/.default' });
  const server = await startProviderServer(azureV1Wire, tokenGuard(entra.tokens));
  return {
    name: 'Azure OpenAI, service principal',
    provider: 'azure_openai',
    server,
    body: {
      name: 'Azure principal',
      creds_type: 'AZURE',
      azure_endpoint: `${server.origin}/openai/v1`,
      azure_client_id: entra.clientId,
      azure_client_secret: entra.clientSecret,
      azure_token_url: entra.tokenUrl,
    },
    secrets: [entra.clientSecret, 'a-wrong-secret-0123456789'],
    bad: { azure_client_secret: 'a-wrong-secret-0123456789' },
    good: { azure_client_secret: entra.clientSecret },
    listed: true,
    retire: () => entra.tokens.clear(),
    close: async () => void (await Promise.all([server.close(), entra.close()])),
  };
}

const region = 'eu-central-1';

async function startSignedVariant(kind: 'bedrock' | 'gateway', nowMs: () => number): Promise<Variant> {
  const accounts = ['FIRST', 'SECOND'].map((word) => ({
    accessKeyId: `AKIA0123456789${word}`.padEnd(20, 'X').slice(0, 20),
    secretAccessKey: `secret/of+${word}/0123456789012345678901`,
  }));
  const service = kind === 'bedrock' ? 'bedrock' : 'execute-api';
  const guard = signatureGuard({ service, region, nowMs, accounts: () => accounts });
  const server = await startProviderServer(kind === 'bedrock' ? bedrockWire : v1Wire, guard);
  const [first, second] = accounts.map((account) => ({
    aws_access_key_id: account.accessKeyId,
    aws_secret_access_key: account.secretAccessKey,
  }));
  const wrong = 'secret/of+nobody/01234567890123456789';
  const place =
    kind === 'bedrock'
      ? { provider: 'bedrock', base_url: server.origin }
      : { provider: 'openai', base_url: `${server.origin}/v1` };
  return {
    name: kind === 'bedrock' ? 'Bedrock, access key' : 'SigV4 gateway',
    provider: place.provider,
    server,
    body: { name: `Signed ${kind}`, creds_type: 'AWS', aws_region: region, ...first, ...place },
    secrets: [...accounts.map((account) => account.secretAccessKey), wrong],
    bad: { aws_secret_access_key: wrong },
    good: { ...second },
    listed: true,
    retire: () => void accounts.shift(),
    close: () => server.close(),
  };
}

async function startRoleVariant(
  sts: Awaited<ReturnType<typeof startSts>>,
  nowMs: () => number,
): Promise<Variant> {
  const guard = signatureGuard({ service: 'bedrock', region, nowMs, accounts: () => sts.sessions });
  const server = await startProviderServer(bedrockWire, guard);
  return {
    name: 'Bedrock, role',
    provider: 'bedrock',
    server,
    body: {
      name: 'Role of ours',
      creds_type: 'AWS',
      provider: 'bedrock',
      base_url: server.origin,
      aws_region: region,
      aws_role_arn: sts.role.roleArn,
    },
    secrets: [sts.credentials.secretAccessKey],
    bad: { aws_role_arn: 'arn:aws:iam::111122223333:role/another' },
    good: { aws_role_arn: sts.role.roleArn },
    listed: true,
    trust: ({ external_id: externalId }) => {
      sts.role.externalId = String(externalId);
    },
    retire: () => undefined,
    close: async () => void (await Promise.all([server.close(), sts.close()])),
  };
}
