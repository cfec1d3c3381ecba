import type { Config } from '../config/config.ts';
import type { EgressAllowRule } from '../config/parse-addresses.ts';
import type { ProviderTransport } from '../control/provider-ports.ts';
import { createAuthorizer } from '../egress/authorize.ts';
import { resolveBySystem } from '../egress/guarded-connector.ts';
import { createProviderClient } from '../egress/provider-client.ts';
import { createProviderTransport } from '../egress/provider-transport.ts';
import type { Clock } from '../kernel/clock.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';

const { connectMs, socketAgeMs, idleMs, poolsMax } = limits.egress;

/** The way to what tenants configured, put together from its parts. */
export function openProviderCalls(
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

function toRule(rule: EgressAllowRule): EgressRule {
  const target = 'host' in rule ? { host: rule.host, cidr: null } : { host: null, cidr: rule.cidr };
  return { ...target, port: rule.port, plainHttp: true, privateCa: null };
}
