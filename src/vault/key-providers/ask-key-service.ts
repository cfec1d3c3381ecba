import { PlugboardError } from '../../kernel/errors.ts';
import type { OutboundAnswer, OutboundRequest, SendAsOperator } from '../../kernel/ports.ts';
import { KeyProviderError } from '../key-provider.ts';

/** What both key services share: nobody answering, or answering 429 or 5xx, is an outage and not a verdict. */
export async function askKeyService(send: SendAsOperator, request: OutboundRequest): Promise<OutboundAnswer> {
  const answer = await send(request).catch((cause: unknown) => {
    const denied = cause instanceof PlugboardError && cause.code === 'egress_denied';
    throw new KeyProviderError(denied ? 'refused' : 'unreachable', cause);
  });
  if (answer.status === 429 || answer.status >= 500) {
    throw new KeyProviderError('unreachable', new Error(`the key service answered ${answer.status}`));
  }
  return answer;
}

/** The text at a path of names in a JSON answer; nothing where it is absent or no text. */
export function textAt(body: Uint8Array, ...path: string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return typeof value === 'string' ? value : undefined;
}

/** An answer that says "done" and does not hold what it must: a proxy's page, most likely. */
export function unreadable(service: string): KeyProviderError {
  return new KeyProviderError('unreachable', new Error(`${service} gave an answer that cannot be read`));
}
