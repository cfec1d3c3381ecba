import type { Config, ConfigProblem } from '../config/config.ts';
import { askServer, NoServerError } from './ask-server.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type Finding, inspectStart } from './inspect-start.ts';
import { print } from './terminal.ts';

/** Looks at a running server through its own eyes; without one, at everything that a start would need. */
export async function doctor(parsed: { config: Config } | { problems: ConfigProblem[] }): Promise<ExitCode> {
  if ('problems' in parsed) {
    const findings = parsed.problems.map(({ variable, problem, expected }) => ({
      name: variable,
      ok: false,
      detail: problem,
      remedy: `Expected: ${expected}.`,
    }));
    report(findings);
    return exitCodes.configuration;
  }
  const running = await inspectRunning(parsed.config.dataDirectory);
  print(
    running
      ? `A server runs on ${parsed.config.dataDirectory}. It says of itself:`
      : `No server runs on ${parsed.config.dataDirectory}. What a start would find:`,
  );
  const findings = running ?? (await inspectStart(parsed.config));
  return report([nodeFinding(), ...findings]);
}

async function inspectRunning(dataDirectory: string): Promise<Finding[] | undefined> {
  try {
    const { body } = await askServer(dataDirectory, 'GET', '/readyz');
    const checks = body['checks'] as Record<string, { ok: boolean; detail: string }>;
    return Object.entries(checks).map(([name, check]) => ({ name, ...check }));
  } catch (error) {
    if (error instanceof NoServerError) return undefined;
    throw error;
  }
}

function nodeFinding(): Finding {
  return { name: 'node', ok: true, detail: process.versions.node };
}

function report(findings: Finding[]): ExitCode {
  const width = Math.max(...findings.map(({ name }) => name.length));
  for (const { name, ok, detail, remedy } of findings) {
    print(`  ${ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(width)}  ${detail}`);
    if (remedy !== undefined) print(`        ${' '.repeat(width)}  → ${remedy}`);
  }
  const failed = findings.filter(({ ok }) => !ok).length;
  print(failed === 0 ? 'Everything is in order.' : `${failed} of ${findings.length} need attention.`);
  return failed === 0 ? exitCodes.ok : exitCodes.failed;
}
