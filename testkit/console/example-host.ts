import { readFileSync } from 'node:fs';
import { type LoopbackServer, startLoopbackServer } from '../stand-ins/loopback-server.ts';

const example = readFileSync(new URL('../../docs/examples/embed.html', import.meta.url), 'utf8');

export interface ExampleHost {
  origin: string;
  /** How many tokens its page has asked for. */
  tokens: number;
  /** What its server does when the page asks for a token. */
  issue: () => Promise<unknown>;
  /** The address that its frame has. */
  src: string;
  close(): Promise<void>;
}

/** A platform’s own product that shows docs/examples/embed.html: another site, as far as a browser can tell. */
export async function startExampleHost(): Promise<ExampleHost> {
  const host = { tokens: 0, issue: async (): Promise<unknown> => ({}), src: '' };
  const server: LoopbackServer = await startLoopbackServer(async (request, response) => {
    if (request.method === 'POST') {
      host.tokens += 1;
      response.setHeader('content-type', 'application/json').end(JSON.stringify(await host.issue()));
      return;
    }
    response
      .setHeader('content-type', 'text/html')
      .end(example.replace(/src="[^"]*"/, () => `src="${host.src}"`));
  });
  return Object.assign(host, {
    origin: server.origin.replace('127.0.0.1', 'localhost'),
    close: () => server.close(),
  });
}
