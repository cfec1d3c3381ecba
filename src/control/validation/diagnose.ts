import type { CredentialStatus } from '../../kernel/records.ts';
import type { FailureClass } from '../../providers/provider.ts';
import type { TransportFailure } from '../provider-ports.ts';
import type { Owner, Rung, Trouble } from './rung.ts';

export const messages = {
  invalidKey: 'Invalid API key or credentials',
  modelNotFound: 'Model not found',
  insufficientPermissions: 'Insufficient permissions',
  nameAModel: 'This provider does not list its models to this key: name a model to check it.',
} as const;

/** What a refusal means: for the key, for whoever reads it, and for the status of the credential. */
export interface Diagnosis {
  valid: boolean | null;
  error: string;
  rung: Exclude<Rung['status'], 'passed' | 'skipped'>;
  owner: Owner;
  /** What the credential's status becomes; null leaves it. */
  health: CredentialStatus | null;
}

export function diagnose(trouble: Trouble, asked: 'listing' | 'model'): Diagnosis {
  if (trouble.kind === 'transport') return diagnoseTransport(trouble.failure);
  const { class: failureClass, message } = trouble.failure;
  return asked === 'listing' ? diagnoseListing(failureClass, message) : diagnoseModel(failureClass, message);
}

function diagnoseTransport({ fault, detail, answer }: TransportFailure): Diagnosis {
  if (fault === 'token' && answer && answer.status < 500) {
    return { valid: false, error: messages.invalidKey, rung: 'failed', owner: 'you', health: 'auth_failed' };
  }
  // It says nothing of the account, whose status stays.
  if (fault === 'stopped') {
    return { valid: null, error: detail, rung: 'unknown', owner: 'the_platform', health: null };
  }
  const owners: Record<Exclude<TransportFailure['fault'], 'stopped'>, Owner> = {
    denied: 'the_platform',
    unreachable: 'your_network_team',
    timeout: 'the_provider',
    redirect: 'you',
    too_large: 'the_provider',
    cut: 'the_provider',
    token: 'the_provider',
  };
  return { valid: false, error: detail, rung: 'failed', owner: owners[fault], health: 'unreachable' };
}

/** Not being allowed to list says nothing about calling: many keys may do one and not the other. */
function diagnoseListing(failureClass: FailureClass, message: string): Diagnosis {
  switch (failureClass) {
    case 'permission':
    case 'model_not_found':
    case 'bad_request':
    case 'context_length':
    case 'content_filter':
      return { valid: null, error: messages.nameAModel, rung: 'unknown', owner: 'nobody', health: null };
    default:
      return diagnoseModel(failureClass, message);
  }
}

function diagnoseModel(failureClass: FailureClass, message: string): Diagnosis {
  switch (failureClass) {
    case 'auth':
      return {
        valid: false,
        error: messages.invalidKey,
        rung: 'failed',
        owner: 'you',
        health: 'auth_failed',
      };
    case 'permission':
      return {
        valid: false,
        error: `${messages.insufficientPermissions}: the key is known, but may not use this model`,
        rung: 'failed',
        owner: 'you',
        health: null,
      };
    case 'model_not_found':
      return { valid: false, error: messages.modelNotFound, rung: 'failed', owner: 'you', health: null };
    case 'rate_limited':
      return {
        valid: true,
        error: 'The key is accepted, and rate limited just now',
        rung: 'warned',
        owner: 'the_provider',
        health: 'healthy',
      };
    case 'quota':
      return {
        valid: true,
        error: 'The key is accepted, but the account’s quota or balance is used up',
        rung: 'warned',
        owner: 'you',
        health: 'quota',
      };
    case 'bad_request':
    case 'context_length':
    case 'content_filter':
      return {
        valid: false,
        error: `The provider refused the request: ${message}`,
        rung: 'failed',
        owner: 'you',
        health: null,
      };
    case 'unreachable':
    case 'timeout':
    case 'overloaded':
    case 'upstream_bug':
      return {
        valid: false,
        error: 'The provider answered that it cannot serve now',
        rung: 'failed',
        owner: 'the_provider',
        health: 'unreachable',
      };
  }
}
