import { execFile } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { Call, Load } from './jobs.ts';

const run = promisify(execFile);
const graceMs = 60_000;

export function findProgram(name: string): string | undefined {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export const wrkPath = findProgram('wrk');

export async function runWrk(
  program: string,
  folder: string,
  { origin, path, headers, body }: Call,
  connections: number,
  seconds: number,
  /** What each connection waits before its next call. */
  pauseMs = 0,
): Promise<Load> {
  const script = join(folder, `call-${pauseMs}.lua`);
  writeFileSync(script, luaOf({ 'content-type': 'application/json', ...headers }, body, pauseMs));
  const args = ['-t1', `-c${connections}`, `-d${Math.ceil(seconds)}s`, '--timeout', '30s', '-s', script];
  const { stdout } = await run(program, [...args, origin + path], {
    timeout: seconds * 1_000 + graceMs,
    killSignal: 'SIGKILL',
  });
  const line = stdout.split('\n').find((text) => text.startsWith('{'));
  if (line === undefined) throw new Error(`wrk said nothing to count:\n${stdout}`);
  return JSON.parse(line) as Load;
}

function luaOf(headers: Record<string, string>, body: string, pauseMs: number): string {
  const set = Object.entries(headers).map(([name, value]) => `wrk.headers[ ${long(name)} ] = ${long(value)}`);
  return `wrk.method = "POST"
wrk.body = ${long(body)}
${set.join('\n')}
${pauseMs > 0 ? `delay = function() return ${pauseMs} end` : ''}
done = function(summary, latency)
  local e = summary.errors
  local wrong = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format('\\n{"calls":%d,"errors":%d,"bytes":0,"seconds":%f,"p50Ms":%f,"p99Ms":%f}\\n',
    summary.requests - e.status, wrong, summary.duration / 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
`;
}

/** Lua’s long brackets need no escapes; nothing that is sent here holds their end. */
const long = (text: string) => `[==[${text}]==]`;
