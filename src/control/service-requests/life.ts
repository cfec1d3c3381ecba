import { PlugboardError } from '../../kernel/errors.ts';
import type { RequestKind, RequestState, ServiceRequestRecord } from '../../kernel/service-requests.ts';

/** What can be done with a request; each moves it, or leaves it where it is. */
export type Move =
  | 'amend'
  | 'look'
  | 'submit'
  | 'assign'
  | 'await_credentials'
  | 'ask_for_key'
  | 'begin'
  | 'configure'
  | 'validate'
  | 'activate'
  | 'approve'
  | 'deposit'
  | 'carry_out'
  | 'check'
  | 'answer'
  | 'reject'
  | 'cancel'
  | 'write';

/** Who does it: whoever speaks for the tenant, where operators may speak on its behalf; or operators alone. */
export type Side = 'tenant' | 'operator';

interface MoveRule {
  by: readonly Side[];
  kinds: readonly RequestKind[];
  /** From each of these states to that one; `stays` where it is. */
  from: readonly RequestState[];
  to: RequestState | 'stays';
}

const everyKind: readonly RequestKind[] = ['setup', 'change', 'provider'];
const anyone: readonly Side[] = ['tenant', 'operator'];
const underWay = [
  'submitted',
  'assigned',
  'awaiting_credentials',
  'configuring',
  'validating',
] as const satisfies RequestState[];
const atWork = ['assigned', 'awaiting_credentials', 'configuring', 'validating'] as const;

/** The whole life of a request, in one table. What stands nowhere here is refused. */
export const lifeRules: Readonly<Record<Move, MoveRule>> = {
  amend: {
    by: anyone,
    kinds: everyKind,
    from: ['draft', 'submitted', 'assigned', 'awaiting_credentials'],
    to: 'stays',
  },
  look: { by: anyone, kinds: everyKind, from: ['draft', ...underWay], to: 'stays' },
  submit: { by: anyone, kinds: everyKind, from: ['draft'], to: 'submitted' },
  /** The first time it moves the request; later on it hands it over. */
  assign: { by: ['operator'], kinds: everyKind, from: underWay, to: 'assigned' },
  await_credentials: {
    by: ['operator'],
    kinds: ['setup', 'change'],
    from: atWork,
    to: 'awaiting_credentials',
  },
  /** By a deposit link, which whoever speaks for the tenant may make as well. */
  ask_for_key: { by: anyone, kinds: ['setup', 'change'], from: atWork, to: 'awaiting_credentials' },
  /** Of what changes things outside of the request: written down first, for whoever finds it half done. */
  begin: { by: ['operator'], kinds: ['setup', 'change'], from: atWork, to: 'stays' },
  configure: { by: ['operator'], kinds: ['setup'], from: atWork, to: 'configuring' },
  validate: { by: ['operator'], kinds: ['setup'], from: ['configuring', 'validating'], to: 'validating' },
  /** Of one environment: the request itself is active with its last one. */
  activate: { by: ['operator'], kinds: ['setup'], from: ['configuring', 'validating'], to: 'active' },
  /** Nobody but the tenant agrees that its data leaves its network. */
  approve: { by: ['tenant'], kinds: ['change'], from: underWay, to: 'stays' },
  /** A credential came by a link; whoever had the link speaks for the tenant. */
  deposit: { by: anyone, kinds: ['setup', 'change'], from: atWork, to: 'stays' },
  /** What was carried out did not pass, and is to be mended. */
  check: { by: ['operator'], kinds: ['change'], from: ['assigned', 'awaiting_credentials'], to: 'stays' },
  carry_out: { by: ['operator'], kinds: ['change'], from: ['assigned', 'awaiting_credentials'], to: 'done' },
  answer: { by: ['operator'], kinds: ['provider'], from: ['assigned'], to: 'done' },
  reject: { by: ['operator'], kinds: everyKind, from: underWay, to: 'rejected' },
  cancel: { by: anyone, kinds: everyKind, from: ['draft', ...underWay], to: 'cancelled' },
  write: { by: anyone, kinds: everyKind, from: underWay, to: 'stays' },
};

type Living = Pick<ServiceRequestRecord, 'kind' | 'state' | 'change'>;

export function isAllowed(request: Living, move: Move, side: Side): boolean {
  const { by, kinds, from } = lifeRules[move];
  if (move === 'approve' && request.change !== 'managed_fallback') return false;
  return by.includes(side) && kinds.includes(request.kind) && from.includes(request.state);
}

/** Nobody asks for these: they are what came of something else. */
const ofTheProgram: ReadonlySet<Move> = new Set(['deposit', 'begin', 'check']);

/** What a page may offer to whoever looks at it. */
export function listMoves(request: Living, side: Side): Move[] {
  return (Object.keys(lifeRules) as Move[]).filter(
    (move) => !ofTheProgram.has(move) && isAllowed(request, move, side),
  );
}

/** Where the move leads; throws where the life of a request has no such step. */
export function stateAfter(request: Living, move: Move, side: Side): RequestState {
  if (!isAllowed(request, move, side)) throw refusalOf(request, move, side);
  const { to } = lifeRules[move];
  if (to === 'stays') return request.state;
  // Whoever takes a request over does not throw its work back.
  return move === 'assign' && request.state !== 'submitted' ? request.state : to;
}

function refusalOf(request: Living, move: Move, side: Side): PlugboardError {
  const { by, kinds, from } = lifeRules[move];
  if (!by.includes(side)) {
    const who = side === 'operator' ? 'the tenant’s own administrator' : 'the platform’s operators';
    return new PlugboardError('service_request_state', { detail: `This is for ${who} to do.` });
  }
  const isOfKind =
    kinds.includes(request.kind) && (move !== 'approve' || request.change === 'managed_fallback');
  const detail = isOfKind
    ? `The request is ${inWords(request.state)}; this can be done while it is ${from.map(inWords).join(', ')}.`
    : 'Requests of this kind have no such step.';
  return new PlugboardError('service_request_state', { detail });
}

export function inWords(state: RequestState): string {
  return state.replaceAll('_', ' ');
}

export function isClosed(state: RequestState): boolean {
  return state === 'active' || state === 'done' || state === 'rejected' || state === 'cancelled';
}
