import { type ChildProcess, spawn } from 'node:child_process';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { eventually } from './eventually.ts';
import { briefDatabaseFlag } from './shared-storage.ts';

/** The program as its users run it: a process of its own, with an environment of its own. */

const mainFile = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const startWithinMs = 60_000;
const commandWithinMs = 60_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface ServerProcess {
  url: string;
  /** From the spawn to the line that says it is ready. */
  readyMs: number;
  /** Everything that it has printed so far, on both streams. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone. */
  exited: Promise<Exit>;
  /** SIGTERM, and its exit. */
  stop(): Promise<Exit>;
}

export interface ProcessOptions {
  env: Record<string, string>;
  /** After `main.ts`; a plain `serve` when left out. */
  args?: readonly string[];
  cwd?: string;
  /** For Node itself. */
  nodeArgs?: readonly string[];
}

interface Spawned {
  child: ChildProcess;
  stdout(): string;
  output(): string;
  exited: Promise<Exit>;
}

const running = new Set<ChildProcess>();

// However the tests of a file end, it leaves no process of its own behind, and touches no other.
after(() => {
  for (const child of running) child.kill('SIGKILL');
});

/** Spawned, and not waited for: to be killed while it starts. */
export function spawnServerProcess(options: ProcessOptions): Omit<ServerProcess, 'url' | 'readyMs'> {
  return handleOf(spawnPlugboard(options));
}

export async function startServerProcess(options: ProcessOptions): Promise<ServerProcess> {
  const from = performance.now();
  const spawned = spawnPlugboard(options);
  const isLocal = options.args?.includes('--local') ?? false;
  const failed = spawned.exited.then((exit): never => {
    throw new Error(`The server did not start: ${JSON.stringify(exit)}\n${spawned.output()}`);
  });
  const ready = eventually('the server is ready', () => findUrl(spawned.stdout(), isLocal), startWithinMs);
  const url = await Promise.race([ready, failed]);
  // From here on its end is no failed start.
  failed.catch(() => undefined);
  return { url, readyMs: performance.now() - from, ...handleOf(spawned) };
}

export interface CommandResult extends Exit {
  stdout: string;
  output: string;
}

/** Any command to its end: `doctor`, a `serve` that refuses to start, … */
export async function runPlugboard(
  args: readonly string[],
  options: Omit<ProcessOptions, 'args'>,
): Promise<CommandResult> {
  const spawned = spawnPlugboard({ ...options, args });
  const timer = setTimeout(() => spawned.child.kill('SIGKILL'), commandWithinMs);
  const exit = await spawned.exited;
  clearTimeout(timer);
  return { ...exit, stdout: spawned.stdout(), output: spawned.output() };
}

function spawnPlugboard({ env, args = ['serve'], cwd, nodeArgs = [] }: ProcessOptions): Spawned {
  const child = spawn(process.execPath, [briefDatabaseFlag, ...nodeArgs, mainFile, ...args], {
    env: { ...inherited(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  running.add(child);
  let stdout = '';
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const exited = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    // "close" and not "exit": by then everything that it printed has been read.
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return { child, stdout: () => stdout, output: () => output, exited };
}

function handleOf({ child, output, exited }: Spawned): Omit<ServerProcess, 'url' | 'readyMs'> {
  return {
    output,
    exited,
    kill: (signal) => void child.kill(signal),
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

/** What every program needs; nothing that configures ours leaks in from the shell that runs the tests. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** With `--local` people read along: they get a welcome instead of log lines. */
function findUrl(stdout: string, isLocal: boolean): string | undefined {
  if (isLocal) return /^ {2}Console +(http\S+)\/\n[\s\S]*^ {2}curl .+\n/m.exec(stdout)?.[1];
  const line = stdout.split('\n').find((text) => text.includes('"event":"started"') && text.endsWith('}'));
  return line === undefined ? undefined : (JSON.parse(line) as { url: string }).url;
}
