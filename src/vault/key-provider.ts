import { PlugboardError } from '../kernel/errors.ts';

/** What a wrapped key is bound to: the same bytes in another tenant's row, or another deployment's, do not open. */
export interface KeyContext {
  deploymentId: string;
  tenantId: string;
}

export interface WrappedKey {
  kekVersion: string;
  wrapped: Uint8Array;
}

/**
 * Holds the key-encryption keys. There is no question "which version is the primary?": the answer to `wrap` says it,
 * so the two cannot disagree, and a key service needs to grant us nothing but encrypting and decrypting.
 */
export interface KeyProvider {
  readonly kind: 'local' | 'vault-transit' | 'aws-kms';
  /** False where a wrapped key of this version could not open, whatever it holds. Asks nobody. */
  knows(kekVersion: string): boolean;
  /** Always under the primary version. */
  wrap(key: Buffer, context: KeyContext): Promise<WrappedKey>;
  unwrap(wrapped: WrappedKey, context: KeyContext): Promise<Buffer>;
}

/**
 * `unreachable`: nobody answered, or not now. `refused`: it answered, and does not let us. `wrong_key`: these bytes
 * do not open with that key. The first two pass when someone repairs the key service; the third does not.
 */
export type KeyFailure = 'unreachable' | 'refused' | 'wrong_key';

export class KeyProviderError extends PlugboardError {
  readonly failure: KeyFailure;

  constructor(failure: KeyFailure, cause: unknown) {
    super(failure === 'wrong_key' ? 'needs_reentry' : 'vault_unavailable', {
      ...(failure === 'refused' ? { detail: 'The key service refuses to open stored secrets.' } : {}),
      cause,
    });
    this.name = 'KeyProviderError';
    this.failure = failure;
  }
}
