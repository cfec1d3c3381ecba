import type { Config } from '../config/config.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Options } from './options.ts';
import { print } from './terminal.ts';
import { withServer } from './with-server.ts';

export function signinLink(config: Config, { tenant, environment, role, name }: Options): Promise<ExitCode> {
  const body = { tenant, environments: environment, role, name };
  return withServer(
    config.dataDirectory,
    { method: 'POST', path: '/ai/api/v1/signin_links', body },
    (answer) => {
      print(String(answer.body['url']));
      return exitCodes.ok;
    },
  );
}
