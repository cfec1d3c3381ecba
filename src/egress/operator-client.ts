import { Agent, type Dispatcher } from 'undici';
import { PlugboardError } from '../kernel/errors.ts';
import { flatHeaders } from '../kernel/flat-headers.ts';
import { limits } from '../kernel/limits.ts';
import type { OutboundAnswer, SendAsOperator } from '../kernel/ports.ts';
import { operatorPolicy } from './egress-policy.ts';
import { createGuardedConnector, type Resolve, resolveBySystem } from './guarded-connector.ts';

export interface OperatorClientOptions {
  resolve?: Resolve;
  bounds?: { connectMs: number; firstByteMs: number; totalMs: number; answerBytesMax: number };
}

export interface OperatorClient {
  send: SendAsOperator;
  close(): Promise<void>;
}

/**
 * The way to what the operator configured. An undici `Agent` reads no proxy from the environment, and compressed
 * answers are not asked for: the cap on bytes then counts what is held in memory.
 */
export function createOperatorClient(options: OperatorClientOptions = {}): OperatorClient {
  const { resolve = resolveBySystem, bounds = limits.egress } = options;
  const agent = new Agent({
    connect: createGuardedConnector({ policy: operatorPolicy, resolve, connectMs: bounds.connectMs }),
    allowH2: false,
    headersTimeout: bounds.firstByteMs,
    bodyTimeout: bounds.firstByteMs,
  });

  const send: SendAsOperator = async ({ method, url, headers = {}, body }) => {
    const target = parseTarget(url);
    try {
      const answer = await agent.request({
        origin: target.origin,
        path: `${target.pathname}${target.search}`,
        method,
        headers: outgoingHeaders(headers),
        ...(body === undefined ? {} : { body }),
        signal: AbortSignal.timeout(bounds.totalMs),
      });
      return await readAnswer(answer, bounds.answerBytesMax);
    } catch (error) {
      // One answer for refused, unreachable and broken: which of them it was is for the log alone.
      throw error instanceof PlugboardError ? error : new PlugboardError('upstream_error', { cause: error });
    }
  };
  return { send, close: () => agent.destroy() };
}

function parseTarget(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw refused('the URL cannot be read');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(`the scheme ${url.protocol} is not HTTP`);
  if (url.username !== '' || url.password !== '') throw refused('the URL carries user information');
  return url;
}

function refused(reason: string): PlugboardError {
  return new PlugboardError('egress_denied', { cause: new Error(reason) });
}

/** `host` comes from the URL alone: undici would take another one as the name to expect in the certificate. */
function outgoingHeaders(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => !/^(?:host|accept-encoding)$/i.test(name));
  return { ...Object.fromEntries(kept), 'accept-encoding': 'identity' };
}

async function readAnswer(answer: Dispatcher.ResponseData, bytesMax: number): Promise<OutboundAnswer> {
  const { statusCode, headers, body } = answer;
  if (statusCode >= 300 && statusCode < 400) {
    // Destroyed before its end, a body reports an error of its own: without a listener that ends the process.
    body.on('error', () => undefined).destroy();
    throw new PlugboardError('upstream_redirect', { cause: new Error(`status ${statusCode}`) });
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > bytesMax) throw new Error(`the answer is larger than ${bytesMax} bytes`);
    chunks.push(chunk);
  }
  return { status: statusCode, headers: flatHeaders(headers), body: Buffer.concat(chunks) };
}
