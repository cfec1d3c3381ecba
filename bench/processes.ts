import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';

/** Which process runs where, and that none outlives the run. */

/** Whether processes can be bound to cores; without it, everything shares all of them. */
export const hasTaskset =
  availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;
/** What is measured has this core to itself; everything else is on the others. */
export const gatewayCore = '0';
const loadCores = availableParallelism() > 2 ? `1-${availableParallelism() - 1}` : '1';

const startWithinMs = 60_000;
const endWithinMs = 35_000;
const running = new Set<ChildProcess>();

/** This process, and what it starts from now on, leaves the measured core alone. */
export function leaveGatewayCore(): void {
  if (hasTaskset) spawnSync('taskset', ['-a', '-c', '-p', loadCores, String(process.pid)]);
}

/**
 * Runs from now on only where nobody else on its core wants to, and so does what it starts: what waited behind it would
 * be counted as the gateway’s. Answers whether that can be had.
 */
export function standBack(pid: number): boolean {
  return spawnSync('chrt', ['--all-tasks', '--idle', '--pid', '0', String(pid)]).status === 0;
}

/** Runs, with what it starts from now on, wherever there is room: for rows that measure the database itself. */
export function useAllCores(pid: number): void {
  if (hasTaskset) spawnSync('taskset', ['-a', '-c', '-p', `${gatewayCore},${loadCores}`, String(pid)]);
}

/** Until it is disposed of: what they do once a second would be waited for on the core that they share. */
export function pause(processes: readonly { pid: number }[]): Disposable {
  for (const { pid } of processes) process.kill(pid, 'SIGSTOP');
  return {
    [Symbol.dispose]: () => {
      for (const { pid } of processes) process.kill(pid, 'SIGCONT');
    },
  };
}

export interface Started {
  pid: number;
  child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

export interface StartOptions {
  command: string;
  args: string[];
  env?: Record<string, string>;
  /** A file for what it prints: a pipe would cost its reader time on the cores of the load. */
  log: string;
  onGatewayCore: boolean;
  /** Whether it is a server of ours, with a channel to this process. */
  hasChannel?: boolean;
  isReady(output: string): boolean;
}

export async function start(options: StartOptions): Promise<Started> {
  const { command, args, env = {}, log } = options;
  const [program = command, ...rest] =
    hasTaskset && options.onGatewayCore
      ? ['taskset', '-c', gatewayCore, command, ...args]
      : [command, ...args];
  const file = openSync(log, 'w');
  const child = spawn(program, rest, {
    env: { ...inherited(), ...env },
    stdio: ['ignore', file, file, ...(options.hasChannel ? (['ipc'] as const) : [])],
  });
  closeSync(file);
  running.add(child);
  child.once('exit', () => running.delete(child));
  const output = () => readFileSync(log, 'utf8');
  const started = { pid: child.pid ?? 0, child, output, stop: () => stop(child) };
  const until = Date.now() + startWithinMs;
  while (!options.isReady(output())) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop(child);
      throw new Error(`${command} ${args.join(' ')} did not start:\n${output().slice(-2_000)}`);
    }
    await sleep(50);
  }
  return started;
}

/** A server of ours: it says its port over the channel to the process that started it. */
export async function startServer(
  script: string,
  options: { args?: string[]; log: string; onGatewayCore: boolean },
): Promise<Started & { port: number }> {
  const started = await start({
    command: process.execPath,
    args: [join(import.meta.dirname, script), ...(options.args ?? [])],
    log: options.log,
    onGatewayCore: options.onGatewayCore,
    hasChannel: true,
    isReady: () => true,
  });
  const port = await new Promise<number>((resolve, reject) => {
    started.child.once('message', (message) => resolve((message as { port: number }).port));
    started.child.once('exit', () => reject(new Error(`${script} did not start:\n${started.output()}`)));
  });
  return { ...started, port };
}

/** In the server: says where it listens, and ends with the process that started it. */
export function announce(address: unknown): void {
  process.once('disconnect', () => process.exit(0));
  process.send?.({ port: (address as { port: number }).port });
}

export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
}

/** When this process ends at once, nothing is waited for. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), endWithinMs);
  await ended;
  clearTimeout(killer);
}

export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Nothing that configures a contestant leaks in from the shell. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
