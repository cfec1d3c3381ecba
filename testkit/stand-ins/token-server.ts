import type { IncomingHttpHeaders } from 'node:http';
import { type LoopbackServer, type ServerTls, startLoopbackServer } from './loopback-server.ts';

export interface TokenRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  form: URLSearchParams;
}

export interface TokenAnswer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

export interface TokenServer extends LoopbackServer {
  /** How often it was asked. */
  readonly asked: number;
  /** What the next requests are answered, whatever they hold; undefined: what they deserve. */
  answerWith(answer: TokenAnswer | undefined): void;
  /** Requests wait until the promise is kept. */
  holdUntil(released: Promise<void>): void;
}

/** The part that every token endpoint shares: forms in, JSON (or XML) out, on loopback. */
export async function startTokenServer(
  answerTo: (request: TokenRequest) => Promise<TokenAnswer> | TokenAnswer,
  tls?: ServerTls,
): Promise<TokenServer> {
  let asked = 0;
  let fixed: TokenAnswer | undefined;
  let released: Promise<void> = Promise.resolve();
  const server = await startLoopbackServer(async (request, response) => {
    asked += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    await released;
    const { method = '', url: path = '', headers } = request;
    const isForm = method === 'POST' && headers['content-type'] === 'application/x-www-form-urlencoded';
    const answer =
      fixed ??
      (isForm
        ? await answerTo({ method, path, headers, body, form: new URLSearchParams(body) })
        : refusal(400, 'invalid_request', 'not a form'));
    const isText = typeof answer.body === 'string';
    response
      .writeHead(answer.status, {
        'content-type': isText ? 'text/xml' : 'application/json',
        ...answer.headers,
      })
      .end(isText ? answer.body : JSON.stringify(answer.body));
  }, tls);
  return {
    ...server,
    get asked() {
      return asked;
    },
    answerWith(answer) {
      fixed = answer;
    },
    holdUntil(promise) {
      released = promise;
    },
  };
}

export function refusal(status: number, error: string, description: string): TokenAnswer {
  return { status, body: { error, error_description: description } };
}
