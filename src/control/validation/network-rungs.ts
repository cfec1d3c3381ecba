import type { NetworkRung } from '../provider-ports.ts';
import { type ClimbParts, notPassed, type Owner, passed, type Rung, type Target } from './rung.ts';

/** DNS, TCP, TLS: each by itself, so that whoever has to act is named. Answers whether the host can be reached. */
export async function climbNetwork(
  parts: ClimbParts,
  target: Target,
  onRung: (rung: Rung) => void,
): Promise<boolean> {
  const { credential, signal } = target;
  const origin = new URL(credential.connection.baseUrl).origin;
  const rungs = parts.transport.inspect(origin, { tls: credential.tls, rules: credential.rules, signal });
  for await (const rung of rungs) {
    if (!rung.ok) {
      onRung(failedRung(parts, rung));
      return false;
    }
    onRung(passed(rung.step, rung.ms, rung.detail));
  }
  return true;
}

const owners: Record<NetworkRung['step'], Owner> = {
  dns: 'you',
  tcp: 'your_network_team',
  tls: 'your_network_team',
};

function failedRung({ egressIps }: ClimbParts, { step, ms, detail, denied }: NetworkRung): Rung {
  const from =
    step === 'tcp' && egressIps.length > 0
      ? ` Calls come from ${egressIps.join(', ')}: are these addresses allowed to connect?`
      : '';
  return notPassed(step, 'failed', ms, denied ? 'the_platform' : owners[step], `${detail}${from}`);
}
