import { PlugboardError } from './errors.ts';

/**
 * Why a call brought no whole answer. `unreachable` and `timeout`: not one byte of an answer, or too late;
 * `cut`: an answer began and broke off; `denied`: nothing was opened, or nothing was sent;
 * `stopped`: the same, because operators stopped calls to this host.
 */
export const egressFailureKinds = [
  'unreachable',
  'timeout',
  'denied',
  'redirect',
  'too_large',
  'cut',
  'stopped',
] as const;
export type EgressFailureKind = (typeof egressFailureKinds)[number];

const codes = {
  unreachable: 'upstream_error',
  timeout: 'upstream_error',
  denied: 'egress_denied',
  redirect: 'upstream_redirect',
  too_large: 'upstream_error',
  cut: 'upstream_error',
  stopped: 'llm_unavailable',
} as const;

/** The public sentence tells no more than the kind does; what exactly happened is in `cause`, for the log alone. */
export class EgressFailure extends PlugboardError {
  readonly kind: EgressFailureKind;

  constructor(kind: EgressFailureKind, cause: unknown) {
    super(codes[kind], { cause });
    this.name = 'EgressFailure';
    this.kind = kind;
  }
}

/** No token was to be had for a call. `refused`: the token endpoint said no to the credential; else it gave no answer. */
export class TokenFailure extends PlugboardError {
  readonly refused: boolean;

  constructor(refused: boolean, cause: unknown) {
    super(refused ? 'credential_invalid' : 'llm_unavailable', { cause });
    this.name = 'TokenFailure';
    this.refused = refused;
  }
}
