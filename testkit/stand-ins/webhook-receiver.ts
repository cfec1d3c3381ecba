import type { ServerResponse } from 'node:http';
import { startLoopbackServer } from './loopback-server.ts';

export interface Received {
  path: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface WebhookReceiver {
  origin: string;
  received: Received[];
  /** How what comes from now on is answered; left out, with 204. */
  play(answer: (response: ServerResponse, received: Received) => void): void;
  /** Those that came to this path. */
  at(path: string): Received[];
  close(): Promise<void>;
}

const wellReceived = (response: ServerResponse) => void response.writeHead(204).end();

/** Somebody’s own server: it keeps what it got, and answers as a test has it answer. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answer: Parameters<WebhookReceiver['play']>[0] = wellReceived;
  const server = await startLoopbackServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    received.push(one);
    answer(response, one);
  });
  return {
    ...server,
    received,
    play: (next) => {
      answer = next;
    },
    at: (path) => received.filter((one) => one.path === path),
  };
}
