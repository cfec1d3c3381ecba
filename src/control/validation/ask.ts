import type { Answer, Failure, RequestPlan } from '../../providers/provider.ts';
import type { ProviderCall } from '../provider-ports.ts';
import type { ClimbParts, Target, Trouble } from './rung.ts';

/** A model may think for long before it says a word; a list is looked up. */
const modelFirstByteMs = 60_000;
const listFirstByteMs = 10_000;
const askTotalMs = 120_000;

export type Asked = { ok: true; answer: Answer; ms: number } | { ok: false; trouble: Trouble; ms: number };

type HiddenFailure = (answer: Answer) => Failure | undefined;

/** One request on the path that real calls take, with its time. `hiddenFailure`: what failed although its status is 200. */
export async function ask(
  parts: ClimbParts,
  target: Target,
  plan: RequestPlan,
  hiddenFailure: HiddenFailure = () => undefined,
): Promise<Asked> {
  return send(parts, target, callOf(target, plan), hiddenFailure);
}

/** The same for what a provider answers without asking a model. */
export async function askForList(parts: ClimbParts, target: Target, plan: RequestPlan): Promise<Asked> {
  const call = { ...callOf(target, plan), firstByteMs: listFirstByteMs };
  return send(parts, target, call, () => undefined);
}

async function send(
  parts: ClimbParts,
  target: Target,
  call: ProviderCall,
  hiddenFailure: HiddenFailure,
): Promise<Asked> {
  const from = parts.elapsed();
  const sent = await parts.transport.send(call);
  const ms = parts.elapsed() - from;
  if (!sent.ok) return { ok: false, ms, trouble: { kind: 'transport', failure: sent.failure } };
  const failure =
    sent.answer.status >= 400 ? target.credential.provider.classify(sent.answer) : hiddenFailure(sent.answer);
  if (failure) return { ok: false, ms, trouble: { kind: 'answer', failure, status: sent.answer.status } };
  return { ok: true, ms, answer: sent.answer };
}

export function callOf({ credential, signal }: Target, plan: RequestPlan): ProviderCall {
  return {
    cacheKey: credential.cacheKey,
    connection: credential.connection,
    plan,
    secret: (name) => credential.secret(name),
    tls: credential.tls,
    rules: credential.rules,
    firstByteMs: modelFirstByteMs,
    totalMs: askTotalMs,
    signal,
  };
}
