import type { Cluster } from 'node:cluster';
import { parseArgs } from 'node:util';
import { parseConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { doctor } from './doctor.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { help } from './help.ts';
import { rewrapKeys } from './rewrap-keys.ts';
import { serve } from './serve.ts';
import { signinLink } from './signin-link.ts';
import { print, printError } from './terminal.ts';
import { verifyAudit } from './verify-audit.ts';
import { version } from './version.ts';

const options = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  local: { type: 'boolean' },
  tenant: { type: 'string' },
  environment: { type: 'string', multiple: true },
  role: { type: 'string' },
  name: { type: 'string' },
  status: { type: 'boolean' },
  retire: { type: 'string' },
} as const;

export type Options = ReturnType<typeof parse>['values'];

/** Which options a command takes beside --help; any other is a mistake that is better said than ignored. */
const commands: Record<string, readonly (keyof typeof options)[]> = {
  serve: ['local'],
  doctor: [],
  'signin-link': ['tenant', 'environment', 'role', 'name'],
  'rewrap-keys': ['status', 'retire'],
  'verify-audit': ['tenant'],
};

export async function run(args: string[], cluster: Cluster): Promise<ExitCode> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.version) return print(version), exitCodes.ok;
  if (values.help || args.length === 0)
    return print(help), args.length === 0 ? exitCodes.usage : exitCodes.ok;
  const [command = '', ...extra] = positionals;
  const known = commands[command];
  if (!known) return wrongUsage(`There is no command "${command}".`);
  const foreign = Object.keys(values).find((name) => !known.includes(name as keyof typeof options));
  if (foreign !== undefined) return wrongUsage(`${command} does not take --${foreign}.`);
  if (extra.length > 0) return wrongUsage(`${command} takes no further words: ${extra.join(' ')}`);
  return runCommand(command, values, cluster);
}

async function runCommand(command: string, values: Options, cluster: Cluster): Promise<ExitCode> {
  const environment = readEnvironment();
  const parsed = parseConfig(environment, { local: values.local ?? false });
  if (command === 'doctor') return doctor(parsed);
  if ('problems' in parsed) {
    for (const { variable, problem, expected } of parsed.problems) {
      printError(`${variable} ${problem}. Expected: ${expected}.`);
    }
    return exitCodes.configuration;
  }
  const { config } = parsed;
  switch (command) {
    case 'serve':
      return serve(config, values.local ?? false, cluster);
    case 'signin-link':
      return signinLink(config, values);
    case 'rewrap-keys':
      return rewrapKeys(config, values);
    default:
      return verifyAudit(config, values);
  }
}

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true, strict: true });
}

function wrongUsage(message: string): ExitCode {
  printError(`${message}\nTry \`plugboard --help\`.`);
  return exitCodes.usage;
}
