import type { Cluster } from 'node:cluster';
import { type App, startApp } from '../app.ts';
import { BootError } from '../boot/boot-error.ts';
import type { Config } from '../config/config.ts';
import { DirectoryInUseError } from '../storage/data-directory.ts';
import { VaultBootError } from '../vault/key-canaries.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printError } from './terminal.ts';
import { version } from './version.ts';
import { printWelcome } from './welcome.ts';

export async function serve(config: Config, local: boolean, cluster: Cluster): Promise<ExitCode> {
  if (config.workers > 1 && cluster.isPrimary) return superviseWorkers(config.workers, cluster);
  const from = performance.now();
  let app: App;
  try {
    app = await startApp({ config, version, clock: Date.now });
  } catch (error) {
    return explainFailedStart(error, config);
  }
  guardProcess(app);
  if (local) await printWelcome(app, performance.now() - from);
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
  });
  // A second signal means that somebody does not want to wait.
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => process.exit(exitCodes.failed));
  await app.close(signal);
  return exitCodes.ok;
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

/** One process a core; the operating system spreads the connections. A worker that dies is replaced. */
async function superviseWorkers(workers: number, cluster: Cluster): Promise<ExitCode> {
  let stopping = false;
  for (let count = 0; count < workers; count += 1) cluster.fork();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      stopping = true;
      for (const worker of Object.values(cluster.workers ?? {})) worker?.process.kill(name);
    });
  }
  return new Promise((resolve) => {
    let worst: ExitCode = exitCodes.ok;
    cluster.on('exit', (worker, code) => {
      const left = Object.keys(cluster.workers ?? {}).length;
      const diedEarly = !stopping && code !== 0 && !worker.exitedAfterDisconnect;
      if (code !== 0 && code !== null) worst = exitCodes.failed;
      // A worker that cannot even start would be replaced for ever.
      if (diedEarly && readyWorkers.has(worker.id)) cluster.fork();
      else if (left === 0) resolve(stopping ? exitCodes.ok : worst);
    });
    const readyWorkers = new Set<number>();
    cluster.on('listening', (worker) => readyWorkers.add(worker.id));
  });
}
