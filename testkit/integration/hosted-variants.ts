import type { PlayedNetwork } from '../../src/egress/guarded-connector.ts';
import { type IssuedCertificate, issueCertificate } from '../stand-ins/certificates.ts';
import { startGoogleTokenServer } from '../stand-ins/google-token.ts';
import { playHosts } from '../stand-ins/played-hosts.ts';
import { type Guard, keyGuard, signatureGuard, startProviderServer } from '../stand-ins/provider-servers.ts';
import { anthropicWire, bedrockWire, type Wire } from '../stand-ins/provider-wires.ts';
import { vertexWire } from '../stand-ins/vertex-wire.ts';
import { type Variant, v1Wire } from './provider-variants.ts';

/** Accounts at the hosts that providers really have, and at a company's own: all played here, with TLS as there. */
export async function startHostedVariants(nowMs: () => number): Promise<{
  variants: Variant[];
  network: PlayedNetwork;
}> {
  const authority = issueCertificate({ name: 'Authority of the tests', isAuthority: true });
  const hosted = await Promise.all([
    ...keyVariants.map((kind) => startKeyVariant(kind, authority)),
    startVertexVariant(authority, nowMs),
    startBedrockVariant(authority, nowMs),
  ]);
  return {
    variants: hosted.map(({ variant }) => variant),
    network: playHosts(Object.assign({}, ...hosted.map(({ origins }) => origins))),
  };
}

interface Hosted {
  variant: Variant;
  /** By the name of the host: where it is played. */
  origins: Record<string, string>;
}

interface KeyVariant {
  name: string;
  provider: string;
  host: string;
  wire: Wire;
  header: string;
  prefix: string;
  keyStart: string;
  place: Record<string, unknown>;
  /** Where the authority is trusted: by the credential, or in `prod` by an operator's rule. */
  trustedBy: 'credential' | 'rule';
  wantsCertificate?: boolean;
}

const bearer = { header: 'authorization', prefix: 'Bearer ' };
const corporate = (host: string) => ({
  host,
  provider: 'openai',
  wire: v1Wire,
  ...bearer,
  keyStart: 'key-',
  place: { base_url: `https://${host}/v1` },
});

const keyVariants: readonly KeyVariant[] = [
  {
    name: 'OpenAI at its own host',
    provider: 'openai',
    host: 'api.openai.com',
    wire: v1Wire,
    ...bearer,
    keyStart: 'sk-proj-',
    place: { provider: 'openai' },
    trustedBy: 'credential',
  },
  {
    name: 'Anthropic at its own host',
    provider: 'anthropic',
    host: 'api.anthropic.com',
    wire: anthropicWire,
    header: 'x-api-key',
    prefix: '',
    keyStart: 'sk-ant-api03-',
    place: { provider: 'anthropic' },
    trustedBy: 'credential',
  },
  {
    name: 'Gateway with an authority of its own, in dev',
    ...corporate('llm.corp.example.net'),
    trustedBy: 'credential',
  },
  {
    name: 'Gateway with an authority of its own, in prod by a rule',
    ...corporate('llm-prod.corp.example.net'),
    trustedBy: 'rule',
  },
  {
    name: 'Gateway that wants a client certificate',
    ...corporate('mtls.corp.example.net'),
    trustedBy: 'credential',
    wantsCertificate: true,
  },
];

async function startKeyVariant(kind: KeyVariant, authority: IssuedCertificate): Promise<Hosted> {
  const [first, second, wrong] = ['first', 'second', 'wrong'].map(
    (word) => `${kind.keyStart}${word}-0123456789abcdef`,
  );
  const keys = new Set([String(first), String(second)]);
  const clients = issueCertificate({ name: 'Authority of the clients', isAuthority: true });
  const server = await startProviderServer(kind.wire, keyGuard(kind.header, kind.prefix, keys), {
    ...issueCertificate({ name: kind.host, hosts: [kind.host], issuer: authority }),
    ...(kind.wantsCertificate && { clientAuthority: clients.certPem }),
  });
  const shown = () => {
    const { certPem, keyPem } = issueCertificate({ name: 'Plugboard', issuer: clients });
    return { client_cert_pem: certPem, client_key_pem: keyPem };
  };
  const mine = kind.wantsCertificate && shown();
  const trust = kind.trustedBy === 'credential' && { ca_pem: authority.certPem };
  const variant: Variant = {
    name: kind.name,
    provider: kind.provider,
    server,
    body: {
      name: kind.name,
      creds_type: 'API_KEY',
      api_key: first,
      ...kind.place,
      tls: { ...trust, ...mine },
    },
    secrets: [String(first), String(second), String(wrong), ...(mine ? [middleOf(mine.client_key_pem)] : [])],
    bad: { api_key: wrong },
    good: { api_key: second },
    listed: true,
    ...(kind.trustedBy === 'rule' && {
      environment: 'prod',
      rule: { host: kind.host, private_ca: authority.certPem, reason: 'their own authority' },
    }),
    retire: () => void keys.delete(String(first)),
    close: () => server.close(),
  };
  return { variant, origins: { [kind.host]: server.origin } };
}

/** A line of a PEM: answers are JSON, in which its line ends read differently. */
function middleOf(pem: string): string {
  return pem.split('\n')[1] ?? pem;
}

async function startVertexVariant(authority: IssuedCertificate, nowMs: () => number): Promise<Hosted> {
  const place = { project: 'acme-project', location: 'europe-west1' };
  const [api, tokenHost] = [`${place.location}-aiplatform.googleapis.com`, 'oauth2.googleapis.com'];
  const google = await startGoogleTokenServer({
    nowMs,
    audience: `https://${tokenHost}/token`,
    tls: issueCertificate({ name: tokenHost, hosts: [tokenHost], issuer: authority }),
  });
  const guard: Guard = (request) => keyGuard('authorization', 'Bearer ', google.tokens)(request);
  const certificate = issueCertificate({ name: api, hosts: [api], issuer: authority });
  const server = await startProviderServer(vertexWire(place), guard, certificate);
  const keyFile = (private_key: string) => ({
    type: 'service_account',
    project_id: place.project,
    private_key_id: google.keyId,
    private_key,
    client_email: google.clientEmail,
    token_uri: `https://${tokenHost}/token`,
  });
  const stranger = await startGoogleTokenServer();
  await stranger.close();
  const pems = [google.privateKeyPem, stranger.privateKeyPem];
  const variant: Variant = {
    name: 'Vertex AI, service account',
    provider: 'google',
    server,
    body: {
      name: 'Vertex AI',
      creds_type: 'GCP',
      gcp_project: place.project,
      gcp_location: place.location,
      gcp_service_account: keyFile(google.privateKeyPem),
      tls: { ca_pem: authority.certPem },
    },
    secrets: pems.map(middleOf),
    bad: { gcp_service_account: keyFile(stranger.privateKeyPem) },
    good: { gcp_service_account: JSON.stringify(keyFile(google.privateKeyPkcs1Pem)) },
    listed: null,
    hasNoList: true,
    retire: () => google.tokens.clear(),
    close: async () => void (await Promise.all([server.close(), google.close()])),
  };
  return { variant, origins: { [api]: server.origin, [tokenHost]: google.origin } };
}

async function startBedrockVariant(authority: IssuedCertificate, nowMs: () => number): Promise<Hosted> {
  const region = 'us-west-2';
  // Models are listed on one host and called on the other.
  const hosts = [`bedrock.${region}.amazonaws.com`, `bedrock-runtime.${region}.amazonaws.com`];
  const accounts = ['FIRST', 'SECOND'].map((word) => ({
    accessKeyId: `AKIA0123456789${word}`.padEnd(20, 'X'),
    secretAccessKey: `secret/of+${word}/0123456789012345678901`,
  }));
  const [first, second] = accounts.map(({ accessKeyId, secretAccessKey }) => ({
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
  }));
  const guard = signatureGuard({ service: 'bedrock', region, nowMs, accounts: () => accounts });
  const certificate = issueCertificate({ name: region, hosts, issuer: authority });
  const server = await startProviderServer(bedrockWire, guard, certificate);
  const wrong = 'secret/of+nobody/01234567890123456789';
  const variant: Variant = {
    name: 'Bedrock at its own hosts, access key',
    provider: 'bedrock',
    server,
    body: {
      name: 'Bedrock us-west-2',
      creds_type: 'AWS',
      aws_region: region,
      ...first,
      tls: { ca_pem: authority.certPem },
    },
    secrets: [...accounts.map(({ secretAccessKey }) => secretAccessKey), wrong],
    bad: { aws_secret_access_key: wrong },
    good: { ...second },
    listed: true,
    retire: () => void accounts.shift(),
    close: () => server.close(),
  };
  return { variant, origins: Object.fromEntries(hosts.map((host) => [host, server.origin])) };
}
