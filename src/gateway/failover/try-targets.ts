import { setTimeout as pause } from 'node:timers/promises';
import { TargetFailure, toAnswer, toTargetFailure } from '../failures.ts';
import { CallerGone, type Inbound } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import { findDisconnection } from '../routing/find-disconnection.ts';
import type { Route, Target } from '../routing/route.ts';
import { classRules } from './class-rules.ts';
import { retryDelayMs } from './retry-delay.ts';

/** One try of one target. Throws TargetFailure where that one did not answer; nothing has left for the caller then. */
export type TryOnce = (target: Target, number: number) => Promise<void>;

interface Run {
  parts: GatewayParts;
  inbound: Inbound;
  tryOnce: TryOnce;
  /** How many tries there were. */
  count: number;
}

/** Goes along the route until one target answers: each is tried again where that helps, and left where it does not. */
export async function tryTargets(
  parts: GatewayParts,
  inbound: Inbound,
  { targets, managedOn }: Route,
  tryOnce: TryOnce,
): Promise<void> {
  const run: Run = { parts, inbound, tryOnce, count: 0 };
  let last: TargetFailure | undefined;
  for (const target of targets) {
    if (last && !mayFollow(target, last, managedOn)) continue;
    last = await tryTarget(run, target);
    if (!last) return;
  }
  if (last) throw toAnswer(last, parts.scrub, run.count > 1);
}

/** By the one table of classes. Whose model comes next decides which column counts. */
function mayFollow(target: Target, { failure }: TargetFailure, managedOn: ReadonlySet<string>): boolean {
  const { further, managed } = classRules[failure.class];
  if (target.owner === 'own') return further;
  return managed === 'yes' || (managed === 'if_named' && managedOn.has(failure.class));
}

async function tryTarget(run: Run, target: Target): Promise<TargetFailure | undefined> {
  const { parts, inbound } = run;
  const disconnection = findDisconnection(target, parts.clock());
  if (disconnection) return new TargetFailure({ class: 'auth', message: '' }, disconnection);
  const { circuit, budget } = parts.circuits.of(target.credential);
  budget.earn();
  for (let retries = 0; ; retries += 1) {
    if (circuit.enter() === 'blocked') return new TargetFailure(circuit.failure ?? unavailable);
    const failed = await tryAndNote(run, target);
    if (!failed || failed.known || !classRules[failed.failure.class].retry) return failed;
    const elapsedMs = performance.now() - inbound.startedAt;
    const delayMs = retryDelayMs(failed.failure, retries, elapsedMs, Math.random);
    if (delayMs === undefined || !budget.spend()) return failed;
    await waitUnlessGone(delayMs, inbound);
  }
}

/** What came of it is told to the circuit and to whoever watches over the credential. */
async function tryAndNote(run: Run, target: Target): Promise<TargetFailure | undefined> {
  const { circuits, health } = run.parts;
  const { circuit } = circuits.of(target.credential);
  run.count += 1;
  try {
    await run.tryOnce(target, run.count);
    circuit.answered();
    health.answered(target.credential);
    return undefined;
  } catch (error) {
    const failure = toTargetFailure(error);
    if (!failure) {
      circuit.abandoned();
      throw error;
    }
    circuit.failed(failure.failure);
    health.failed(target.credential, failure.failure);
    return failure;
  }
}

const unavailable = { class: 'unreachable', message: '' } as const;

async function waitUnlessGone(ms: number, inbound: Inbound): Promise<void> {
  const gone = new AbortController();
  inbound.whenGone(() => gone.abort());
  await pause(ms, undefined, { signal: gone.signal }).catch(() => {
    throw new CallerGone();
  });
}
