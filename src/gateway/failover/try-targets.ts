import { setTimeout as pause } from 'node:timers/promises';
import { PlugboardError } from '../../kernel/errors.ts';
import { type StopRecord, sayStopped } from '../../kernel/stops.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import { RouteSpent, TargetFailure, toTargetFailure } from '../failures.ts';
import type { Receiver } from '../inbound.ts';
import type { GatewayParts } from '../parts.ts';
import type { Admitted, InferenceCaller } from '../ports.ts';
import { findDisconnection } from '../routing/find-disconnection.ts';
import type { Route, Target } from '../routing/route.ts';
import { findStopOf } from '../routing/stopped.ts';
import { toAim } from '../routing/to-aim.ts';
import type { Passage } from './circuit.ts';
import { type ClassRule, classRules } from './class-rules.ts';
import { noteFailure } from './note-failure.ts';
import { retryDelayMs } from './retry-delay.ts';

interface Call {
  inbound: Receiver;
  caller: InferenceCaller;
  route: Route;
}

/** One try of one target. Throws TargetFailure where that one did not answer; nothing has left for the caller then. */
type TryOnce = (target: Target) => Promise<void>;

interface Run {
  parts: GatewayParts;
  inbound: Receiver;
  caller: InferenceCaller;
  tryOnce: TryOnce;
  /** How many tries there were on this way along the route. */
  count: number;
  /** Some failure was of a kind that waiting can mend. */
  mayQueue: boolean;
}

/** Goes along the route until one target answers: each is tried again where that helps, and left where it does not. */
export async function tryTargets(parts: GatewayParts, call: Call, tryOnce: TryOnce): Promise<void> {
  const { targets, managedOn } = call.route;
  const [first] = targets;
  const { inbound, caller } = call;
  const run: Run = { parts, inbound, caller, tryOnce, count: 0, mayQueue: false };
  let last = noted(run, await tryUntilSpent(run, first));
  if (!last) return;
  let lastTarget: Target = first;
  let managedMay = false;
  for (let next = 1; next < targets.length; next += 1) {
    const { further, managed }: ClassRule = classRules[last.failure.class];
    // What is wrong with the request is wrong with it everywhere.
    if (further === 'none') break;
    // Each of the own models failed in its own way: any of these ways may be the one that the policy is for.
    managedMay ||= managed === 'yes' || (managed === 'if_named' && managedOn.includes(last.failure.class));
    const target = targets[next] as Target;
    if (target.owner === 'managed' && !managedMay) continue;
    if (further === 'other_account' && target.credential.id === lastTarget.credential.id) continue;
    const failed: TargetFailure | undefined = await tryFurther(run, call.route, target, last);
    if (!failed) return;
    last = failed;
    lastTarget = target;
  }
  // Each of the own models failed in its own way: where one of them may come back, waiting is worth it.
  const mayQueue = run.mayQueue && classRules[last.failure.class].further !== 'none';
  throw new RouteSpent(last, run.count > 1, mayQueue);
}

/** Budgets and the platform’s limits of managed models hold for further targets too: at one, the failure before it stands. */
async function tryFurther(
  run: Run,
  route: Route,
  target: Target,
  before: TargetFailure,
): Promise<TargetFailure | undefined> {
  let admitted: Admitted;
  try {
    admitted = run.parts.admission.admitFurther(run.caller, toAim(target, route));
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return before;
  }
  try {
    return noted(run, await tryUntilSpent(run, target));
  } finally {
    admitted.release();
  }
}

/** Whether waiting can mend it. */
function noted(run: Run, failed: TargetFailure | undefined): TargetFailure | undefined {
  if (failed && !failed.known && classRules[failed.failure.class].queue) run.mayQueue = true;
  return failed;
}

async function tryUntilSpent(run: Run, target: Target): Promise<TargetFailure | undefined> {
  const { parts, inbound } = run;
  inbound.target = target;
  const stop = findStopOf(parts.snapshot, run.caller, target);
  if (stop) return toStopped(stop);
  const disconnection = findDisconnection(target, parts.clock());
  if (disconnection) return new TargetFailure({ class: 'auth', message: '' }, disconnection);
  const { circuits } = parts;
  const { credential } = target;
  circuits.find(credential)?.budget.earn();
  for (let retries = 0; ; retries += 1) {
    const { over } = inbound;
    if (over) throw over;
    const circuit = circuits.find(credential)?.circuit;
    const passage = circuit?.enter() ?? 'open_way';
    if (circuit && passage === 'blocked') return new TargetFailure(circuit.failure);
    run.count += 1;
    inbound.tries += 1;
    let failed: TargetFailure | undefined;
    try {
      await run.tryOnce(target);
    } catch (error) {
      failed = noteError(parts, credential, passage, error);
    }
    if (!failed) {
      // Others may have failed meanwhile.
      circuits.find(credential)?.circuit.answered();
      parts.health.found(credential, 'healthy', null);
      return undefined;
    }
    if (failed.known || !classRules[failed.failure.class].retry) return failed;
    const elapsedMs = performance.now() - inbound.startedAt;
    const delayMs = retryDelayMs(parts.retries, failed.failure, retries, elapsedMs, Math.random());
    if (delayMs === undefined || !circuits.of(credential).budget.spend()) return failed;
    await waitUnlessOver(delayMs, inbound);
  }
}

function toStopped(stop: StopRecord): TargetFailure {
  const message = sayStopped(stop);
  return new TargetFailure(
    { class: 'stopped', message },
    new PlugboardError('llm_unavailable', { detail: message }),
  );
}

/** Throws what says nothing of the target. */
function noteError(
  parts: GatewayParts,
  credential: StandingCredential,
  passage: Passage,
  error: unknown,
): TargetFailure {
  const failed = toTargetFailure(error);
  if (!failed) {
    parts.circuits.find(credential)?.circuit.abandoned(passage);
    throw error;
  }
  noteFailure(parts, credential, passage, failed.failure);
  return failed;
}

async function waitUnlessOver(ms: number, inbound: Receiver): Promise<void> {
  const ended = new AbortController();
  inbound.whenOver((why) => ended.abort(why));
  await pause(ms, undefined, { signal: ended.signal }).catch(() => {
    throw ended.signal.reason;
  });
}
