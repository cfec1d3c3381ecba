import type { Config } from '../config/config.ts';
import { Authenticator } from '../control/authentication/authenticator.ts';
import { IssuerVerifier } from '../control/authentication/issuers.ts';
import type { FixedOperator } from '../control/authentication/tokens.ts';
import type { Store } from '../control/ports.ts';
import type { Signer } from '../control/signing.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import type { Scrubber, Secret } from '../kernel/secret.ts';
import type { SnapshotKeeper } from '../snapshot/snapshot-keeper.ts';
import type { TokenUses } from '../storage/last-uses.ts';

interface AuthenticatorOptions {
  config: Config;
  clock: Clock;
  send: SendAsOperator;
  scrubber: Scrubber;
  keeper: SnapshotKeeper;
  store: Store;
  signer: Signer;
  deploymentId: string;
  usage: TokenUses;
  /** Of the command line of this machine. */
  localToken: Secret;
}

export function openAuthenticator(options: AuthenticatorOptions): Authenticator {
  const { config, clock, send, scrubber, keeper, store, signer, deploymentId, usage, localToken } = options;
  scrubber.add(localToken);
  return new Authenticator({
    keeper,
    store,
    signer,
    deploymentId,
    issuers: new IssuerVerifier(config.issuers, send, clock),
    operators: fixedOperators(config, localToken),
    clock,
    onTokenUsed: (id, at) => usage.note({ id }, at),
  });
}

function fixedOperators(config: Config, localToken: Secret): FixedOperator[] {
  const local: FixedOperator = {
    token: localToken,
    actor: { kind: 'system', id: 'command-line', role: 'operator' },
  };
  if (!config.operatorToken) return [local];
  return [
    local,
    {
      token: config.operatorToken,
      actor: { kind: 'operator_token', id: 'PLUGBOARD_OPERATOR_TOKEN', role: 'operator' },
    },
  ];
}
