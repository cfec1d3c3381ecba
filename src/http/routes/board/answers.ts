import type { BoardAnswer } from '../../../contract/board.ts';
import type { Board, BoardAccount, BoardModel, BoardSource } from '../../../gateway/routing/board.ts';
import { findProviderName } from '../../../providers/registry.ts';
import { maybeInstant } from '../answers.ts';
import { toStoppedAnswer } from '../stops/answers.ts';

export function toBoardAnswer({ sources, models, accounts, isPartial }: Board): BoardAnswer {
  const names = new Map(accounts.map((account, index) => [account.credential.id, nameOf(account, index)]));
  return {
    sources: sources.map(toSource),
    models: models.map((model) => toModel(model, names.get(model.config.credentialId) ?? '')),
    accounts: accounts.map((account) => toAccount(account, names.get(account.credential.id) ?? '')),
    partial: isPartial,
  };
}

/** The platform’s accounts are no tenant’s to know: they go by their place in this answer. */
function nameOf({ credential, owner }: BoardAccount, index: number): string {
  return owner === 'own' ? credential.id : `managed-${index}`;
}

function toSource({
  kind,
  id,
  name,
  operation,
  route,
  problem,
}: BoardSource): BoardAnswer['sources'][number] {
  return {
    kind,
    id,
    name,
    operation,
    mode: route?.mode ?? null,
    targets: (route?.targets ?? []).flatMap(({ config, reason, payer }) =>
      config ? [{ model: config.id, reason, payer }] : [],
    ),
    when_spent: route && (route.queue ? 'queued' : 'unavailable'),
    problem: problem && { code: problem.code, detail: problem.message },
  };
}

function toModel({ config, owner }: BoardModel, account: string): BoardAnswer['models'][number] {
  const { streaming, tools, json, contextTokens } = config.capabilities;
  return {
    id: config.id,
    name: config.name,
    model: config.deploymentName ?? config.modelName,
    account,
    operation: config.isEmbedding ? 'embedding' : 'chat',
    owner,
    agent_id: config.agentId,
    is_default: config.isDefault,
    enabled: config.enabled,
    capabilities: { streaming, tools, json, context_tokens: contextTokens },
  };
}

function toAccount(account: BoardAccount, id: string): BoardAnswer['accounts'][number] {
  const { credential, owner, host, leavesNetwork, status, health, stop } = account;
  const isOwn = owner === 'own';
  return {
    id,
    name: isOwn ? credential.name : null,
    provider_id: isOwn ? credential.providerId : null,
    provider: findProviderName(credential),
    owner,
    host,
    leaves_network: leavesNetwork,
    data_region: credential.dataRegion,
    agent_id: credential.agentId,
    health,
    status: isOwn ? status : null,
    stopped: toStoppedAnswer(stop),
    expires_at: isOwn ? maybeInstant(credential.expiresAt) : null,
    last_checked_at: isOwn ? maybeInstant(credential.lastCheckedAt) : null,
  };
}
