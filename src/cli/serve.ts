import { type App, startApp } from '../app.ts';
import { BootError } from '../boot/boot-error.ts';
import type { Config } from '../config/config.ts';
import { DirectoryInUseError } from '../storage/data-directory.ts';
import { VaultBootError } from '../vault/key-canaries.ts';
import { growHeap, watchHeap } from './collector.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printError } from './terminal.ts';
import { version } from './version.ts';
import { printWelcome } from './welcome.ts';

/** Runs that many processes of this program until they are stopped; given to the first process alone. */
export type Supervise = (workers: number) => Promise<number>;

export async function serve(
  config: Config,
  local: boolean,
  supervise: Supervise | undefined,
): Promise<number> {
  if (config.workers > 1 && supervise) return supervise(config.workers);
  growHeap();
  const from = performance.now();
  let app: App;
  const signalled = firstSignal();
  try {
    app = await startApp({ config, version, clock: Date.now });
  } catch (error) {
    return explainFailedStart(error, config);
  }
  watchHeap();
  guardProcess(app);
  if (local) await printWelcome(app, performance.now() - from);
  await app.close(await signalled);
  return exitCodes.ok;
}

const stopSignals = ['SIGTERM', 'SIGINT'] as const;

/** To be asked for before the start: one that comes while it is on its way, or in the moment after, ends in order too. */
function firstSignal(): Promise<string> {
  return new Promise((resolve) => {
    const heard = (name: string) => {
      resolve(name);
      // A second signal means that somebody does not want to wait.
      for (const again of stopSignals) process.once(again, () => process.exit(exitCodes.failed));
    };
    for (const name of stopSignals) process.once(name, heard);
  });
}

function guardProcess({ services: { telemetry } }: App): void {
  // One call that went wrong in a way nobody foresaw must not take the others with it.
  process.on('unhandledRejection', (error) => telemetry.unexpected(error, { from: 'unhandledRejection' }));
  process.on('uncaughtException', (error) => {
    telemetry.unexpected(error, { from: 'uncaughtException' });
    process.exit(exitCodes.failed);
  });
  // Without a listener of ours, this signal opens Node's inspector, which reads all memory.
  process.on('SIGUSR1', () => undefined);
}

function explainFailedStart(error: unknown, config: Config): ExitCode {
  if (error instanceof DirectoryInUseError) {
    printError(`${error.message} Stop it first, or give this one another PLUGBOARD_DATA_DIR.`);
    return exitCodes.directoryInUse;
  }
  if (error instanceof BootError || error instanceof VaultBootError) {
    printError(error.message);
    return exitCodes.failed;
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    printError(
      `Port ${config.listen.port} on ${config.listen.host} is taken. Set PLUGBOARD_PORT to another one.`,
    );
  } else {
    printError(`The start failed: ${message ?? String(error)}. \`plugboard doctor\` looks for the cause.`);
  }
  return exitCodes.failed;
}
