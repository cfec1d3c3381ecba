import type { OutgoingHttpHeaders } from 'node:http';
import type { PlugboardError } from '../../kernel/errors.ts';
import { toErrorBody } from '../answers.ts';
import type { Inbound, Reply } from '../inbound.ts';
import type { Heartbeats } from '../relay/heartbeats.ts';
import { StreamOutput } from '../relay/stream-output.ts';

/**
 * A stream whose client is told at once that it will be one, and waits on comments until the model answers. What the
 * head of the answer would have said then is said in a comment.
 */
export class HeldStream implements Reply {
  readonly #inbound: Inbound;
  readonly #waiting: StreamOutput;

  constructor(inbound: Inbound, heartbeats: Heartbeats, queueId: string) {
    this.#inbound = inbound;
    const headers = { 'x-request-id': inbound.requestId, 'x-plugboard-queue-id': queueId };
    this.#waiting = new StreamOutput(inbound.response, headers, heartbeats);
    this.#waiting.commit();
    this.#waiting.beat();
  }

  get writableLength(): number {
    return this.#inbound.response.writableLength;
  }

  writeHead(_status: number, headers: OutgoingHttpHeaders): void {
    // From now on the answer itself keeps the line alive.
    this.#waiting.stop();
    const told = Object.entries(headers).filter(([name]) => name.startsWith('x-plugboard-'));
    this.#inbound.response.write(
      told
        .map(([name, value]) => `: ${name}: ${value}\n`)
        .join('')
        .concat('\n'),
    );
  }

  write(piece: string | Uint8Array): void {
    this.#inbound.response.write(piece);
  }

  end(piece: string | Uint8Array): void {
    this.#waiting.stop();
    this.#inbound.response.end(piece);
  }

  once(event: 'close' | 'drain', listener: () => void): void {
    this.#inbound.response.once(event, listener);
  }

  /** Without `[DONE]`: no client takes it for the end of an answer. */
  fail(error: PlugboardError): void {
    this.end(`data: ${JSON.stringify(toErrorBody(error))}\n\n`);
  }
}
