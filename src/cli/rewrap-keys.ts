import type { Config } from '../config/config.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Options } from './options.ts';
import { print, printError } from './terminal.ts';
import { withServer } from './with-server.ts';

const keys = '/ai/api/v1/keys';

export function rewrapKeys({ dataDirectory }: Config, { status, retire }: Options): Promise<ExitCode> {
  if (status) return showStatus(dataDirectory);
  if (retire !== undefined) {
    const path = `${keys}/${encodeURIComponent(retire)}`;
    return withServer(dataDirectory, { method: 'DELETE', path }, () => {
      print(`Version ${retire} is retired. Leave it out of the configuration at the next start.`);
      return exitCodes.ok;
    });
  }
  return withServer(dataDirectory, { method: 'POST', path: `${keys}/rewrap` }, ({ body }) => {
    print(`${String(body['rewrapped'])} tenant keys rewrapped, ${String(body['remaining'])} remaining.`);
    if (body['remaining'] === 0) return exitCodes.ok;
    printError('Run it again; if some stay, the log names them and the key version that they need.');
    return exitCodes.failed;
  });
}

function showStatus(dataDirectory: string): Promise<ExitCode> {
  return withServer(dataDirectory, { method: 'GET', path: keys }, ({ body }) => {
    print(`Keys from ${String(body['provider'])}${body['healthy'] ? '' : ', which does not answer'}`);
    const versions = body['versions'] as { version: string; tenant_keys: number; primary: boolean }[];
    for (const { version, tenant_keys, primary } of versions) {
      print(`  ${version}: ${tenant_keys} tenant keys${primary ? ' (primary)' : ''}`);
    }
    return exitCodes.ok;
  });
}
