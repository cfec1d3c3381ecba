import type { Config } from '../config/config.ts';
import type { EgressAllowRule } from '../config/parse-addresses.ts';
import type { Store } from '../control/ports.ts';
import type { ProviderTransport } from '../control/provider-ports.ts';
import type { ValidateParts } from '../control/validation/validate.ts';
import { createAuthorizer } from '../egress/authorize.ts';
import { resolveBySystem } from '../egress/guarded-connector.ts';
import { createProviderClient } from '../egress/provider-client.ts';
import { createProviderTransport } from '../egress/provider-transport.ts';
import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { Scrubber } from '../kernel/secret.ts';
import type { Vault } from '../vault/vault.ts';

const { connectMs, socketAgeMs, idleMs, poolsMax } = limits.egress;

/** The way to what tenants configured, put together from its parts. */
function openProviderCalls(
  config: Pick<Config, 'awsIdentity' | 'egressAllow'>,
  clock: Clock,
  opened: AsyncDisposableStack,
): { transport: ProviderTransport; rulesForAll: EgressRule[] } {
  const client = createProviderClient({ bounds: { connectMs, socketAgeMs, idleMs, poolsMax } });
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
  const transport = createProviderTransport({ client, authorizer, resolve: resolveBySystem, rulesForAll });
  return { transport, rulesForAll };
}

interface CredentialOptions {
  config: Pick<Config, 'awsIdentity' | 'egressAllow' | 'platform'>;
  clock: Clock;
  scrubber: Scrubber;
  store: Store;
  vault: Vault;
}

/** Everything that credentials and their checks take. */
export function openCredentialParts(
  { config, clock, scrubber, store, vault }: CredentialOptions,
  opened: AsyncDisposableStack,
): ValidateParts {
  const { transport, rulesForAll } = openProviderCalls(config, clock, opened);
  return {
    store,
    sealer: vault,
    clock,
    rulesForAll,
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
}

function toRule(rule: EgressAllowRule): EgressRule {
  const target = 'host' in rule ? { host: rule.host, cidr: null } : { host: null, cidr: rule.cidr };
  return { ...target, port: rule.port, plainHttp: true, privateCa: null };
}
