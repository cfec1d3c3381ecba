import { PlugboardError } from '../../kernel/errors.ts';
import { type Environment, environments } from '../../kernel/scope.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Caller, Place } from './caller.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const opaqueUser = /^[\x21-\x7e]{1,256}$/;

/** Where a caller acts. The naming headers count only for operators and services; others have one home. */
export function resolvePlace(caller: Caller, headers: Headers, snapshot: Snapshot): Place {
  const home = caller.home ?? namedPlace(headers);
  if (!snapshot.tenant(home.tenantId)) throw new PlugboardError('tenant_not_found');
  const names = caller.role === 'operator' || caller.role === 'service';
  return {
    ...home,
    agentId: resolveAgent(caller, headers, home, snapshot, names),
    userId: names ? namedUser(headers) : caller.actor.kind === 'jwt' ? caller.name : null,
  };
}

function namedPlace(headers: Headers): { tenantId: string; environment: Environment } {
  const tenantId = textOf(headers['x-plugboard-tenant']);
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  const name = textOf(headers['x-plugboard-environment']);
  const environment = environments.find((known) => known === name);
  if (!environment) throw new PlugboardError('environment_required');
  return { tenantId, environment };
}

function resolveAgent(
  caller: Caller,
  headers: Headers,
  home: { tenantId: string; environment: Environment },
  snapshot: Snapshot,
  names: boolean,
): string | null {
  const named = textOf(headers['x-plugboard-agent']);
  if (caller.agentId !== null && named !== undefined && named !== caller.agentId) {
    throw new PlugboardError('agent_not_found');
  }
  const agentId = caller.agentId ?? (names ? (named ?? null) : null);
  if (agentId !== null && !snapshot.agent(home.tenantId, home.environment, agentId)) {
    throw new PlugboardError('agent_not_found');
  }
  return agentId;
}

function namedUser(headers: Headers): string | null {
  const user = textOf(headers['x-plugboard-user']);
  if (user === undefined) return null;
  if (!opaqueUser.test(user)) {
    throw new PlugboardError('invalid_request', {
      errors: [{ field: 'X-Plugboard-User', detail: 'must be 1 to 256 printable ASCII characters' }],
    });
  }
  return user;
}

function textOf(value: string | string[] | undefined): string | undefined {
  const text = Array.isArray(value) ? value.join(',') : value;
  return text === '' ? undefined : text;
}
