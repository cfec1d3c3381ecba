import type { Config } from '../config/config.ts';
import { listSecrets } from '../config/list-secrets.ts';
import { createOperatorClient } from '../egress/operator-client.ts';
import type { Clock } from '../kernel/clock.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import { Scrubber } from '../kernel/secret.ts';
import type { Telemetry } from '../kernel/telemetry.ts';
import type { LogDestination } from '../telemetry/logger.ts';
import { createTelemetry } from '../telemetry/telemetry.ts';

interface OutsideOptions {
  config: Config;
  version: string;
  clock: Clock;
  logDestination?: LogDestination;
}

/** What leads out of the process, for us and not for tenants: the log, traces, the operator’s own services. */
export interface Outside {
  scrubber: Scrubber;
  send: SendAsOperator;
  telemetry: Telemetry;
}

export function openOutside(
  { config, version, clock, logDestination }: OutsideOptions,
  opened: AsyncDisposableStack,
): Outside {
  const scrubber = new Scrubber();
  for (const secret of listSecrets(config)) scrubber.add(secret);
  const client = createOperatorClient();
  opened.defer(() => client.close());
  const telemetry = createTelemetry({
    level: config.logLevel,
    scrubber,
    clock,
    version,
    traces: config.traces,
    send: client.send,
    ...(logDestination && { destination: logDestination }),
  });
  opened.defer(() => telemetry.close());
  return { scrubber, send: client.send, telemetry };
}
