import { EgressFailure, TokenFailure } from '../kernel/egress-failure.ts';
import { ExpectedError, PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { Failure } from '../providers/provider.ts';

/** Operators stopped it: no failure of a provider’s, so nothing of theirs is to be read from it. */
interface Stopped extends Omit<Failure, 'class'> {
  class: 'stopped';
}
export type CallFailure = Failure | Stopped;
export type CallFailureClass = CallFailure['class'];

/** A target that did not answer the call, and why. */
export class TargetFailure extends ExpectedError {
  readonly failure: CallFailure;
  /** Where the way out itself has a code for it: denied, redirected. */
  readonly known: PlugboardError | undefined;

  constructor(failure: CallFailure, known?: PlugboardError) {
    super(failure.message);
    this.name = 'TargetFailure';
    this.failure = failure;
    this.known = known;
  }
}

/** Nobody on the route answered. Nothing has left for the caller. */
export class RouteSpent extends ExpectedError {
  readonly last: TargetFailure;
  /** Some model was tried more than once, or more than one was. */
  readonly wasRetried: boolean;
  /** It may work later, by the classes of the failures. */
  readonly mayQueue: boolean;

  constructor(last: TargetFailure, wasRetried: boolean, mayQueue: boolean) {
    super(last.message, { cause: last });
    this.name = 'RouteSpent';
    this.last = last;
    this.wasRetried = wasRetried;
    this.mayQueue = mayQueue;
  }
}

const classOfWay: Record<EgressFailure['kind'], CallFailureClass> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
  denied: 'permission',
  redirect: 'upstream_bug',
  too_large: 'upstream_bug',
  cut: 'upstream_bug',
  stopped: 'stopped',
};

/** What its own code says better than a class of failure. */
const saidByWay: ReadonlySet<EgressFailure['kind']> = new Set(['denied', 'redirect', 'stopped']);

/** Undefined for what is no failure of the target’s: a mistake of ours, which is told as such. */
export function toTargetFailure(error: unknown): TargetFailure | undefined {
  if (error instanceof TargetFailure) return error;
  if (error instanceof EgressFailure) {
    const known = saidByWay.has(error.kind) ? error : undefined;
    return new TargetFailure({ class: classOfWay[error.kind], message: '' }, known);
  }
  if (error instanceof TokenFailure) {
    return new TargetFailure({ class: error.refused ? 'auth' : 'unreachable', message: '' });
  }
  // A dialect says so of what it cannot read (`wholeVectors`): the provider answered, and not with an answer.
  if (error instanceof PlugboardError && error.code === 'upstream_error') {
    return new TargetFailure({ class: 'upstream_bug', message: error.message });
  }
  return undefined;
}

type Scrub = (text: string) => string;

/** What the caller hears when the route is spent. The provider’s words only where they are about the caller’s request. */
export function toAnswer(target: TargetFailure, scrub: Scrub, wasRetried = false): PlugboardError {
  const { failure, known } = target;
  if (known) return known;
  const said = scrub(failure.message).slice(0, limits.gateway.messageLengthMax);
  const { param } = failure;
  const aboutRequest = {
    cause: target,
    ...(said !== '' && { detail: said }),
    ...(param !== undefined && { errors: [{ field: scrub(param), detail: said }] }),
  };
  const retry =
    failure.retryAfterMs === undefined ? {} : { retryAfterSeconds: Math.ceil(failure.retryAfterMs / 1000) };
  const notAboutRequest = { cause: new ExpectedError(`${failure.class}: ${said}`), wasRetried };
  switch (failure.class) {
    case 'bad_request':
      return new PlugboardError('invalid_request', aboutRequest);
    case 'context_length':
      return new PlugboardError('context_length_exceeded', aboutRequest);
    case 'content_filter':
      return new PlugboardError('content_filter', aboutRequest);
    case 'auth':
    case 'permission':
      return new PlugboardError('credential_invalid', {
        detail:
          'The provider does not accept the credential of this model. Ask your administrator to connect a valid key.',
        ...notAboutRequest,
      });
    case 'model_not_found':
      return new PlugboardError('upstream_error', {
        detail: 'The provider does not know this model.',
        ...notAboutRequest,
      });
    case 'upstream_bug':
      return new PlugboardError('upstream_error', notAboutRequest);
    case 'rate_limited':
      return new PlugboardError('llm_unavailable', {
        detail: 'The provider limits how often this account may call.',
        limitOwner: 'provider',
        ...notAboutRequest,
        ...retry,
      });
    case 'quota':
      return new PlugboardError('llm_unavailable', {
        detail: 'The account at the provider has no quota left.',
        limitOwner: 'provider',
        ...notAboutRequest,
      });
    case 'unreachable':
    case 'timeout':
    case 'overloaded':
    case 'stopped':
      return new PlugboardError('llm_unavailable', { ...notAboutRequest, ...retry });
  }
}
