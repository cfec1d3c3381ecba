import type { CheckingParts } from '../../../control/service-requests/run-checks.ts';
import type { ManagedRoutes } from '../../../control/service-requests/witness.ts';
import { listPossible } from '../../../gateway/routing/list-possible.ts';
import type { Environment } from '../../../kernel/scope.ts';
import type { Services } from '../../services.ts';
import { listAgentIds } from '../routing/proof.ts';

/** How the rules of requests ask the gateway, which they do not know. */
export function checkingParts(
  services: Services,
  onCheck: CheckingParts['onCheck'] = () => undefined,
): CheckingParts {
  const { store, clock, platform, credentials, signer, deploymentId, shipAttempts, tryModel } = services;
  return {
    store,
    clock,
    platform,
    credentials,
    onCheck,
    witness: {
      signer,
      deploymentId,
      shipAttempts,
      tryModel,
      listManagedRoutes: (place) => listManagedRoutes(services, place),
    },
  };
}

/** By the very function that decides for calls. What the mode alone brings in goes with it. */
async function listManagedRoutes(
  services: Services,
  place: { tenantId: string; environment: Environment },
): Promise<ManagedRoutes> {
  const { snapshot } = services.keeper;
  const agentIds = await listAgentIds(services, { ...place, agentId: null, userId: null });
  const possible = listPossible(snapshot, place, agentIds);
  const managed = possible.filter(({ target }) => target.owner === 'managed');
  const own = possible.filter(({ target }) => target.owner === 'own');
  const staying = agentIds.filter(
    (id) => id !== null && snapshot.agent(place.tenantId, place.environment, id)?.mode === 'bundled',
  );
  return {
    byMode: managed.some(({ target }) => target.payer === 'subscription'),
    byFallback: managed.some(({ target }) => target.payer === 'metered'),
    agents: staying.filter((id) => id !== null),
    hosts: [...new Set(own.flatMap(({ hosts }) => hosts))].toSorted(),
  };
}
