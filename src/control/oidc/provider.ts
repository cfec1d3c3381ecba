import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  clockTolerance,
  customFetch,
  discoveryRequest,
  getValidatedIdTokenClaims,
  type IDToken,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from 'oauth4webapi';
import type { Clock } from '../../kernel/clock.ts';
import { limits } from '../../kernel/limits.ts';
import type { SendAsOperator } from '../../kernel/ports.ts';
import { fetchBy } from './fetch-by.ts';
import type { PendingSignin } from './pending-signin.ts';
import type { OidcSettings } from './settings.ts';

const discoveryFreshMs = 10 * 60_000;

interface ProviderParts {
  settings: OidcSettings;
  send: SendAsOperator;
  clock: Clock;
}

/** The platform's identity provider: what is asked of it, and what of its answers is believed. */
export class OidcProvider {
  readonly #settings: OidcSettings;
  readonly #clock: Clock;
  readonly #client: Client;
  readonly #options: { [customFetch]: ReturnType<typeof fetchBy>; [allowInsecureRequests]: boolean };
  #discovered: { server: AuthorizationServer; at: number } | undefined;
  #discovering: Promise<AuthorizationServer> | undefined;

  constructor({ settings, send, clock }: ProviderParts) {
    this.#settings = settings;
    this.#clock = clock;
    this.#client = { client_id: settings.clientId, [clockTolerance]: limits.jwt.clockSkewSeconds };
    this.#options = {
      [customFetch]: fetchBy(send),
      // The configuration takes plain http for an issuer on loopback only.
      [allowInsecureRequests]: new URL(settings.issuer).protocol === 'http:',
    };
  }

  /** Where the browser goes to sign in. */
  async authorizationUrl(pending: PendingSignin, redirectUri: string): Promise<URL> {
    const server = await this.#discover();
    const url = new URL(server.authorization_endpoint ?? '');
    const isPlain = url.protocol === 'http:' && this.#options[allowInsecureRequests];
    if (url.protocol !== 'https:' && !isPlain) throw new Error('The authorization endpoint is not https');
    const parameters = {
      response_type: 'code',
      client_id: this.#settings.clientId,
      redirect_uri: redirectUri,
      scope: this.#settings.scopes.join(' '),
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
    return url;
  }

  /** The claims of the ID token, once all of it holds: issuer, audience, nonce, times, and the signature. */
  async claimsOf(answer: URLSearchParams, pending: PendingSignin, redirectUri: string): Promise<IDToken> {
    const server = await this.#discover();
    const parameters = validateAuthResponse(server, this.#client, answer, pending.state);
    const response = await authorizationCodeGrantRequest(
      server,
      this.#client,
      this.#clientAuth(server),
      parameters,
      redirectUri,
      pending.codeVerifier,
      this.#options,
    );
    const tokens = await processAuthorizationCodeResponse(server, this.#client, response, {
      expectedNonce: pending.nonce,
      requireIdToken: true,
    });
    // Asked for although the token came straight from the provider: one broken TLS proxy must not sign anybody in.
    await validateApplicationLevelSignature(server, response, this.#options);
    const claims = getValidatedIdTokenClaims(tokens);
    if (!claims) throw new Error('The provider answered without an ID token');
    return claims;
  }

  #clientAuth(server: AuthorizationServer): ClientAuth {
    const secret = this.#settings.clientSecret.reveal();
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const postOnly = !methods.includes('client_secret_basic') && methods.includes('client_secret_post');
    return postOnly ? ClientSecretPost(secret) : ClientSecretBasic(secret);
  }

  /** A provider that is away for a moment keeps the addresses that it last named. */
  async #discover(): Promise<AuthorizationServer> {
    const known = this.#discovered;
    if (known && this.#clock() - known.at < discoveryFreshMs) return known.server;
    this.#discovering ??= this.#discoverAnew().finally(() => {
      this.#discovering = undefined;
    });
    return known ? this.#discovering.catch(() => known.server) : this.#discovering;
  }

  async #discoverAnew(): Promise<AuthorizationServer> {
    const issuer = new URL(this.#settings.issuer);
    const response = await discoveryRequest(issuer, this.#options);
    const server = await processDiscoveryResponse(issuer, response);
    // The library compares parsed URLs, for which `https://id.example` and `https://id.example/` are the same.
    if (server.issuer !== this.#settings.issuer) throw new Error('The provider names another issuer');
    this.#discovered = { server, at: this.#clock() };
    return server;
  }
}
