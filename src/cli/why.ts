import type { Config } from '../config/config.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { print } from './terminal.ts';
import { withServer } from './with-server.ts';

/** The whole story of one call, for whoever holds its `x-request-id`. */
export function why({ dataDirectory }: Config, requestId: string): Promise<ExitCode> {
  const path = `/ai/api/v1/calls/${encodeURIComponent(requestId)}`;
  return withServer(dataDirectory, { method: 'GET', path }, ({ body }) => {
    const steps = body['steps'] as { at: string; text: string }[];
    const headers = Object.entries((body['headers'] ?? {}) as Record<string, string>);
    print(`${String(body['request_id'])}, tenant ${String(body['tenant'])}, ${String(body['environment'])}`);
    print(`${String(body['summary'])}\n`);
    for (const { at, text } of steps) print(`  ${at}  ${text}`);
    if (headers.length > 0) print('\nIts answer carried');
    for (const [name, value] of headers) print(`  ${name}: ${value}`);
    return exitCodes.ok;
  });
}
