import { parseConfig } from '../config/config.ts';
import { readEnvironment } from '../config/env.ts';
import { holdYoung } from './collector.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { help } from './help.ts';
import { type OptionName, type Options, parseOptions } from './options.ts';
import { rewrapKeys } from './rewrap-keys.ts';
import type { Supervise } from './serve.ts';
import { signinLink } from './signin-link.ts';
import { print, printError } from './terminal.ts';
import { verifyAudit } from './verify-audit.ts';
import { verifyLedgers } from './verify-ledger.ts';
import { version } from './version.ts';
import { why } from './why.ts';

/** Which options a command takes beside --help; any other is a mistake that is better said than ignored. */
const commands: Record<string, readonly OptionName[]> = {
  serve: ['local'],
  doctor: [],
  'signin-link': ['tenant', 'environment', 'role', 'name'],
  'rewrap-keys': ['status', 'retire'],
  'verify-audit': ['tenant'],
  'verify-ledger': [],
  why: [],
};

/** Commands that take one further word, and what it is. */
const words: Readonly<Record<string, string>> = { why: 'the x-request-id of a call' };

export async function run(args: string[], supervise: Supervise | undefined): Promise<number> {
  let parsed: ReturnType<typeof parseOptions>;
  try {
    parsed = parseOptions(args);
  } catch (error) {
    return wrongUsage(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.version || values.help || args.length === 0) {
    print(values.version ? version : help);
    return args.length === 0 ? exitCodes.usage : exitCodes.ok;
  }
  const [command = '', ...extra] = positionals;
  const known = commands[command];
  if (!known) return wrongUsage(`There is no command "${command}".`);
  const foreign = Object.keys(values).find((name) => !known.includes(name as OptionName));
  if (foreign !== undefined) return wrongUsage(`${command} does not take --${foreign}.`);
  const word = words[command];
  if (word === undefined && extra.length > 0) {
    return wrongUsage(`${command} takes no further words: ${extra.join(' ')}`);
  }
  if (word !== undefined && extra.length !== 1) return wrongUsage(`${command} takes one word: ${word}.`);
  return runCommand(command, values, extra, supervise);
}

async function runCommand(
  command: string,
  values: Options,
  [word = '']: readonly string[],
  supervise: Supervise | undefined,
): Promise<number> {
  const environment = readEnvironment();
  const parsed = parseConfig(environment, { local: values.local ?? false });
  // What speaks to a running server answers at once: it does not wait for a whole server to be loaded.
  if (command === 'doctor') {
    const { doctor } = await import('./doctor.ts');
    return doctor(parsed);
  }
  if ('problems' in parsed) {
    for (const { variable, problem, expected } of parsed.problems) {
      printError(`${variable} ${problem}. Expected: ${expected}.`);
    }
    return exitCodes.configuration;
  }
  const { config } = parsed;
  switch (command) {
    case 'serve': {
      holdYoung();
      const { serve } = await import('./serve.ts');
      return serve(config, values.local ?? false, supervise);
    }
    case 'signin-link':
      return signinLink(config, values);
    case 'rewrap-keys':
      return rewrapKeys(config, values);
    case 'why':
      return why(config, word);
    case 'verify-ledger':
      return verifyLedgers(config);
    default:
      return verifyAudit(config, values);
  }
}

function wrongUsage(message: string): ExitCode {
  printError(`${message}\nTry \`plugboard --help\`.`);
  return exitCodes.usage;
}
