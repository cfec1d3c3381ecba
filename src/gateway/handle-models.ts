import { sendJson } from './answers.ts';
import type { Inbound } from './inbound.ts';
import type { GatewayParts } from './parts.ts';
import { listCallable } from './routing/list-callable.ts';

/** Exactly what this token can call, by the names that its environment gave to its models. */
export async function handleModels(parts: GatewayParts, inbound: Inbound): Promise<void> {
  const caller = await parts.identify(inbound.request.headers);
  inbound.caller = caller;
  const configs = listCallable(parts.snapshot, caller, parts.clock());
  const data = configs.map((config) => ({
    id: config.name,
    object: 'model',
    created: Math.floor(config.createdAt / 1000),
    owned_by: config.tenantId === caller.tenantId ? 'own' : 'managed',
    config_id: config.id,
    model_name: config.modelName,
    operation: config.isEmbedding ? 'embedding' : 'chat',
  }));
  sendJson(inbound.response, 200, JSON.stringify({ object: 'list', data }), {
    'x-request-id': inbound.requestId,
  });
}
