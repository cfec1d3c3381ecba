import type { Config } from '../config/config.ts';
import { describeVerified } from './describe-verified.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print, printError } from './terminal.ts';
import { withServer } from './with-server.ts';

interface Chain {
  tenant: string;
  environment: string;
  rows: number;
  unsigned_rows: number;
  first_bad: { seq: number; why: string } | null;
}

export function verifyLedgers({ dataDirectory }: Config): Promise<ExitCode> {
  const question = { method: 'POST', path: '/ai/api/v1/ledger/verify_all' };
  return withServer(dataDirectory, question, ({ body }) => {
    const chains = body['chains'] as Chain[];
    const bad = chains.filter((chain) => chain.first_bad !== null);
    for (const { tenant, environment, first_bad } of bad) {
      printError(`${tenant}, ${environment}: row ${first_bad?.seq} is bad: ${first_bad?.why}.`);
    }
    if (bad.length > 0) return exitCodes.failed;
    print(describeVerified('ledger', chains));
    return exitCodes.ok;
  });
}
