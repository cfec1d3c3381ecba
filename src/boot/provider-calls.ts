import type { Config } from '../config/config.ts';
import type { EgressAllowRule } from '../config/parse-addresses.ts';
import type { PostWebhook } from '../control/notification-ports.ts';
import type { Store } from '../control/ports.ts';
import type { ProviderTransport } from '../control/provider-ports.ts';
import { settleSandboxModels } from '../control/sandbox-models.ts';
import type { ValidateParts } from '../control/validation/validate.ts';
import { createAuthorizer } from '../egress/authorize.ts';
import { createImageFetcher } from '../egress/fetch-image.ts';
import { type PlayedNetwork, resolveBySystem } from '../egress/guarded-connector.ts';
import { createWebhookPoster } from '../egress/post-webhook.ts';
import { createProviderClient } from '../egress/provider-client.ts';
import { createProviderTransport } from '../egress/provider-transport.ts';
import { createProviderUpstream } from '../egress/provider-upstream.ts';
import { sandboxTransport, sandboxUpstream } from '../egress/sandbox-way.ts';
import type { FetchImage, Upstream } from '../gateway/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import type { Scrubber } from '../kernel/secret.ts';
import { isHostStopped } from '../kernel/stops.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Vault } from '../vault/vault.ts';
import { sandboxAnswers } from './sandbox.ts';

const { connectMs, socketAgeMs, idleMs, poolsMax, betweenBytesMs } = limits.egress;

interface WaysOut {
  transport: ProviderTransport;
  upstream: Upstream;
  fetchImage: FetchImage;
  postWebhook: PostWebhook;
}

/** The way to what tenants configured, put together from its parts. */
function openProviderCalls(
  { config, clock, snapshot, send, playedNetwork }: Omit<CredentialOptions, 'scrubber' | 'store' | 'vault'>,
  opened: AsyncDisposableStack,
): WaysOut & { rulesForAll: EgressRule[] } {
  const client = createProviderClient({
    bounds: { connectMs, socketAgeMs, idleMs, poolsMax },
    isStopped: (host) => isHostStopped(snapshot.stops, [host]),
    ...(playedNetwork && { resolve: playedNetwork.resolve, dial: playedNetwork.dial }),
  });
  opened.defer(() => client.close());
  const rulesForAll = config.egressAllow.map(toRule);
  const identity = config.awsIdentity;
  const authorizer = createAuthorizer({
    client,
    clock,
    ...(identity && {
      awsIdentity: () => ({
        version: identity.accessKeyId,
        credentials: {
          accessKeyId: identity.accessKeyId,
          secretAccessKey: identity.secretAccessKey,
          ...(identity.sessionToken && { sessionToken: identity.sessionToken }),
        },
        sessionName: 'plugboard',
        ...(identity.stsUrl !== null && { stsUrl: identity.stsUrl }),
      }),
    }),
  });
  const transport = createProviderTransport({
    client,
    authorizer,
    resolve: playedNetwork?.resolve ?? resolveBySystem,
    ...(playedNetwork && { connect: playedNetwork.connect }),
    rulesForAll,
    betweenBytesMs,
  });
  const upstream = createProviderUpstream({ pools: client.pools, authorizer, rulesForAll });
  const fetchImage = createImageFetcher(client, rulesForAll);
  const postWebhook = createWebhookPoster(client, send, rulesForAll);
  if (!config.sandbox) return { transport, upstream, fetchImage, postWebhook, rulesForAll };
  const answers = { ...sandboxAnswers, clock };
  return {
    transport: sandboxTransport(answers, transport),
    upstream: sandboxUpstream(answers, upstream),
    fetchImage,
    postWebhook,
    rulesForAll,
  };
}

interface CredentialOptions {
  config: Pick<Config, 'awsIdentity' | 'egressAllow' | 'platform' | 'sandbox'>;
  clock: Clock;
  scrubber: Scrubber;
  store: Store;
  snapshot: Snapshot;
  vault: Vault;
  send: SendAsOperator;
  playedNetwork?: PlayedNetwork;
}

/** Everything that credentials and their checks take, and the way of calls, which is the same. */
export async function openCredentialParts(
  options: CredentialOptions,
  opened: AsyncDisposableStack,
): Promise<Omit<WaysOut, 'transport'> & { credentials: ValidateParts }> {
  const { config, clock, scrubber, store, snapshot, vault } = options;
  const { transport, rulesForAll, ...ways } = openProviderCalls(options, opened);
  const credentials: ValidateParts = {
    store,
    snapshot,
    sealer: vault,
    clock,
    rulesForAll,
    sandbox: config.sandbox,
    awsIdentity: config.awsIdentity && { arn: config.awsIdentity.principalArn },
    scrubber,
    climb: {
      transport,
      elapsed: () => performance.now(),
      nowSeconds: () => Math.floor(clock() / 1000),
      scrub: (text) => scrubber.scrub(text),
      egressIps: config.platform.egressIps,
    },
  };
  await settleSandboxModels(credentials);
  return { credentials, ...ways };
}

function toRule(rule: EgressAllowRule): EgressRule {
  const target = 'host' in rule ? { host: rule.host, cidr: null } : { host: null, cidr: rule.cidr };
  return { ...target, port: rule.port, plainHttp: true, privateCa: null };
}
