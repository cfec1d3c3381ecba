import { createHmac, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { startLoopbackServer } from './loopback-server.ts';

/** What is wrong with this provider's answers; nothing by default. */
export interface Hostility {
  /** Laid over the ID token's honest claims; undefined removes one. */
  claims?: Record<string, unknown>;
  signature?: 'honest' | 'none' | 'hs256_with_public_key' | 'foreign_key' | 'cut_off';
  /** Laid over what the browser brings back. */
  answer?: Record<string, string | undefined>;
  /** Laid over the discovery document. */
  discovery?: Record<string, unknown>;
  /** Laid over the token endpoint's answer. */
  tokens?: Record<string, unknown>;
}

export interface HostileIdentityProvider {
  issuer: string;
  become(hostility: Hostility): void;
  /** The bodies that the token endpoint got, newest last. */
  exchanges: URLSearchParams[];
  close(): Promise<void>;
}

interface Keys {
  own: { privateKey: KeyObject; publicKey: KeyObject };
  foreign: KeyObject;
}

const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** An identity provider of our own that takes any code, as often as it comes, and lies as it is told to. */
export async function startHostileIdentityProvider(): Promise<HostileIdentityProvider> {
  const keys: Keys = { own: makeKeys(), foreign: makeKeys().privateKey };
  const exchanges: URLSearchParams[] = [];
  const asked = new Map<string, { nonce: string; clientId: string }>();
  let hostility: Hostility = {};

  const server = await startLoopbackServer(async (request, response) => {
    const url = new URL(request.url ?? '', server.origin);
    const send = (body: unknown) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return send({ ...discoveryOf(server.origin), ...hostility.discovery });
      case '/keys':
        return send({ keys: [publicJwk(keys.own.publicKey)] });
      case '/authorize': {
        const code = randomBytes(16).toString('hex');
        const { searchParams: wish } = url;
        asked.set(code, { nonce: wish.get('nonce') ?? '', clientId: wish.get('client_id') ?? '' });
        const answer = { code, state: wish.get('state') ?? '', iss: server.origin, ...hostility.answer };
        const back = new URL(wish.get('redirect_uri') ?? '');
        for (const [name, value] of Object.entries(answer)) {
          if (value !== undefined) back.searchParams.append(name, value);
        }
        return response.writeHead(302, { location: back.href }).end();
      }
      case '/token': {
        const body = new URLSearchParams(await textOf(request));
        exchanges.push(body);
        const wish = asked.get(body.get('code') ?? '') ?? { nonce: '', clientId: '' };
        const claims = { ...honestClaims(server.origin, wish), ...hostility.claims };
        const token = signed(claims, hostility.signature ?? 'honest', keys);
        return send({ access_token: 'none', token_type: 'Bearer', id_token: token, ...hostility.tokens });
      }
      default:
        return response.writeHead(404).end();
    }
  });
  return {
    issuer: server.origin,
    become(next) {
      hostility = next;
    },
    exchanges,
    close: () => server.close(),
  };
}

function discoveryOf(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    // Says that it signs with anything, so that only the other side's own judgement stands in the way.
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
  };
}

function honestClaims(issuer: string, { nonce, clientId }: { nonce: string; clientId: string }) {
  const now = Math.floor(Date.now() / 1000);
  return { iss: issuer, aud: clientId, sub: 'mallory', nonce, iat: now, exp: now + 300 };
}

const publicJwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'own', use: 'sig' });

function signed(
  claims: Record<string, unknown>,
  how: NonNullable<Hostility['signature']>,
  { own, foreign }: Keys,
): string {
  const algorithms = { none: 'none', hs256_with_public_key: 'HS256' } as const;
  const alg = how === 'none' || how === 'hs256_with_public_key' ? algorithms[how] : 'RS256';
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg, kid: 'own', typ: 'JWT' })}.${part(claims)}`;
  switch (how) {
    case 'none':
    case 'cut_off':
      return `${input}.`;
    case 'hs256_with_public_key': {
      const pem = own.publicKey.export({ type: 'spki', format: 'pem' });
      return `${input}.${createHmac('sha256', pem).update(input).digest('base64url')}`;
    }
    default: {
      const key = how === 'foreign_key' ? foreign : own.privateKey;
      return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
    }
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
