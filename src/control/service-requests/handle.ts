import { PlugboardError } from '../../kernel/errors.ts';
import { platformTenantId, uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { RequestActor } from '../../kernel/service-requests.ts';
import { type Doer, sideOf, toRequestActor } from './doer.ts';
import { tellsOther } from './requests.ts';
import { type RequestParts, refuseBusy, takeStep } from './step.ts';

/** What is said and decided about a request, beside what it asks for. */

export async function writeMessage(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  text: string,
): Promise<void> {
  await takeStep(parts, doer, tenantId, id, 'write', async ({ tenant, now }) => {
    if ((await tenant.serviceRequests.countMessages(id)) >= limits.serviceRequests.messagesMax) {
      const detail = 'There are too many messages in this request: make another one.';
      throw new PlugboardError('service_request_state', { detail });
    }
    const messageId = uuidV7(now);
    await tenant.serviceRequests.insertMessage(id, {
      id: messageId,
      at: now,
      by: toRequestActor(doer),
      text,
    });
    return {
      detail: { message_id: messageId },
      ...(sideOf(doer) === 'operator'
        ? { tellsTenant: 'service_request.message' as const }
        : { tellsOperators: 'service_request.answered' as const }),
    };
  });
}

/**
 * Whoever calls takes it, or names who is to. Of two operators who take the same one at once the second is told that it
 * is taken; to take it over is to say so.
 */
export async function assignRequest(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  { person_id, reassign }: { person_id?: string; reassign?: true },
): Promise<void> {
  const assignee = person_id === undefined ? toRequestActor(doer) : await findOperator(parts, person_id);
  await takeStep(parts, doer, tenantId, id, 'assign', async ({ request }) => {
    const { assignee: before } = request;
    if (before?.kind === assignee.kind && before.id === assignee.id) return undefined;
    if (before && !reassign) {
      const detail = `${before.name} has it already. Send \`reassign\` to take it over.`;
      throw new PlugboardError('service_request_state', { detail });
    }
    return {
      request: { assignee },
      detail: { assignee: { kind: assignee.kind, id: assignee.id } },
      tellsTenant: 'service_request.moved',
    };
  });
}

async function findOperator({ store }: RequestParts, personId: string): Promise<RequestActor> {
  const person = await store.readAsPlatform(({ people }) => people.find(personId));
  const isOperator = person?.memberships.some(
    ({ tenantId, role }) => tenantId === platformTenantId && role === 'operator',
  );
  if (!person || !isOperator || person.suspendedAt !== null) throw new PlugboardError('person_not_found');
  return { kind: 'person', id: person.id, role: 'operator', name: person.name };
}

/** Says to the tenant that it is its turn: the credentials are to come, by a deposit link. */
export async function awaitCredentials(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
): Promise<void> {
  await takeStep(parts, doer, tenantId, id, 'await_credentials', async ({ request }) =>
    request.state === 'awaiting_credentials'
      ? undefined
      : { tellsTenant: 'service_request.credentials_awaited' },
  );
}

export async function rejectRequest(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  reason: string,
): Promise<void> {
  await takeStep(parts, doer, tenantId, id, 'reject', async (held) => {
    await refuseBusy(held);
    return { request: { reason }, tellsTenant: 'service_request.rejected' };
  });
}

export async function cancelRequest(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  reason: string | null,
): Promise<void> {
  await takeStep(parts, doer, tenantId, id, 'cancel', async (held) => {
    await refuseBusy(held);
    // Of a draft nobody else has heard.
    const tells = held.request.state === 'draft' ? {} : tellsOther(doer);
    return { request: { reason }, ...tells };
  });
}

/** A question for a provider ends with an answer: how it is connected, or when it will be. */
export async function answerProvider(
  parts: RequestParts,
  doer: Doer,
  tenantId: string,
  id: string,
  reason: string,
): Promise<void> {
  await takeStep(parts, doer, tenantId, id, 'answer', async () => ({
    request: { reason },
    tellsTenant: 'service_request.moved',
  }));
}
