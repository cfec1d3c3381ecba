import type { Config } from '../config/config.ts';
import { describeVerified } from './describe-verified.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Options } from './options.ts';
import { print, printError } from './terminal.ts';
import { withServer } from './with-server.ts';

interface Chain {
  tenant: string;
  rows: number;
  unsigned_rows: number;
  first_bad: { seq: number; why: string } | null;
}

export function verifyAudit({ dataDirectory }: Config, { tenant }: Options): Promise<ExitCode> {
  const question =
    tenant === undefined
      ? { method: 'POST', path: '/ai/api/v1/audit/verify_all' }
      : {
          method: 'POST',
          path: '/ai/api/v1/audit/verify',
          headers: { 'x-plugboard-tenant': tenant },
        };
  return withServer(dataDirectory, question, ({ body }) => {
    const chains = body['chains'] as Chain[];
    const bad = chains.filter((chain) => chain.first_bad !== null);
    for (const { tenant: name, first_bad } of bad) {
      printError(`${name}: row ${first_bad?.seq} is bad: ${first_bad?.why}.`);
    }
    if (bad.length > 0) return exitCodes.failed;
    print(describeVerified('chain', chains));
    return exitCodes.ok;
  });
}
