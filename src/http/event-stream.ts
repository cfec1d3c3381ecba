import type { FastifyReply, FastifyRequest } from 'fastify';
import { toPlugboardError, toProblem } from './problem.ts';
import type { Answer, Call } from './route.ts';

/** Whether the caller wants to see how a long piece of work goes on. */
export function wantsEvents({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/event-stream') ?? false;
}

/** Aborted when the caller goes away before the answer is complete: that is how a run is cancelled. */
export function abortWhenGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort();
  });
  return controller.signal;
}

export interface EventWriter {
  send(event: string, data: unknown): void;
  end(): void;
}

/** Takes the answer out of Fastify's hands; its headers so far (request id, policies) go along. */
export function beginEvents(reply: FastifyReply): EventWriter {
  reply.hijack();
  const headers = { ...reply.getHeaders(), 'content-type': 'text/event-stream; charset=utf-8' };
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  reply.raw.writeHead(200);
  return {
    // Whoever went away hears nothing, and what was begun may go on to its end.
    send: (event, data) => {
      if (reply.raw.destroyed) return;
      reply.raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    },
    end: () => {
      reply.raw.end();
    },
  };
}

/** Answers when all is known, or step by step where the caller watches. */
export async function answerWatched<Step>(
  { request, reply }: Pick<Call, 'request' | 'reply'>,
  event: string,
  run: (tell: (step: Step) => void) => Promise<unknown>,
): Promise<Answer> {
  if (!wantsEvents(request)) return { status: 200, body: await run(() => undefined) };
  const events = beginEvents(reply);
  try {
    events.send('result', await run((step) => events.send(event, step)));
  } catch (error) {
    events.send('problem', toProblem(toPlugboardError(error), request.id));
  }
  events.end();
  return { status: 200, sent: true };
}
