import { parseArgs } from 'node:util';

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

export type OptionName = keyof typeof options;
export type Options = ReturnType<typeof parseOptions>['values'];

export function parseOptions(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true, strict: true });
}
