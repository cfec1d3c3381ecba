import { PlugboardError } from '../../kernel/errors.ts';
import type { Target } from './route.ts';

/** Why an account is not worth asking: its key is known to be dead. Nothing is tried that cannot work. */
export function findDisconnection(
  { credential, owner, config }: Pick<Target, 'credential' | 'owner' | 'config'>,
  now: number,
): PlugboardError | undefined {
  const isExpired = credential.expiresAt !== null && credential.expiresAt <= now;
  if (!isExpired && credential.status !== 'auth_failed' && credential.status !== 'needs_reentry') {
    return undefined;
  }
  return new PlugboardError('credential_invalid', {
    detail:
      owner === 'own'
        ? `The credential ${credential.providerId} is not accepted any more. Ask your administrator to connect a valid key.`
        : `The platform’s account for ${config?.name} is not accepted any more. Only the platform can connect a valid key.`,
  });
}
