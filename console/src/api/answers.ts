import type { Api, ApiClient } from './api.ts';
import type { Message } from './conversations.ts';
import { readEvents } from './event-stream.ts';
import { ApiProblem, toProblem } from './problem.ts';

/** What is asked: something new, or the last message once more. */
export type Asked =
  | { content: string; history?: { role: Message['role']; content: string }[] }
  | { again: string };

/** How an answer went. What it said until then was handed on as it came. */
export interface Outcome {
  problem: ApiProblem | undefined;
  /** Whether something of it is stored; undefined where nothing was answered, so that only looking tells. */
  isStored: boolean | undefined;
  servedBy: Message['served_by'];
  configId: string | null;
  model: string | null;
}

const stopped = () => new ApiProblem({ status: 0, code: 'aborted', detail: '' });

/** Reads an answer to its end. Never throws: an answer that broke off has said something all the same. */
export async function readAnswer(
  api: Api,
  conversationId: string,
  asked: Asked,
  { signal, onText }: { signal: AbortSignal; onText: (text: string) => void },
): Promise<Outcome> {
  const outcome: Outcome = {
    problem: undefined,
    isStored: undefined,
    servedBy: null,
    configId: null,
    model: null,
  };
  try {
    const body = await api.ask(async (client) => {
      const answer = await post(client, conversationId, asked, signal);
      const { headers } = answer.response;
      outcome.isStored = headers.has('x-plugboard-message');
      outcome.servedBy = headers.get('x-plugboard-served-by') === 'managed' ? 'managed' : 'own';
      outcome.configId = headers.get('x-plugboard-config');
      return answer;
    });
    if (!body) throw new TypeError('The answer has no body');
    await readChunks(body, outcome, onText);
  } catch (error) {
    outcome.problem = signal.aborted ? stopped() : toProblem(error);
  }
  return outcome;
}

function post(client: ApiClient, id: string, asked: Asked, signal: AbortSignal) {
  const options = { signal, parseAs: 'stream' } as const;
  if ('again' in asked) {
    const path = { id, message_id: asked.again };
    return client.POST('/ai/api/v1/conversations/{id}/messages/{message_id}/retry', {
      ...options,
      params: { path },
      body: { stream: true },
    });
  }
  return client.POST('/ai/api/v1/conversations/{id}/messages', {
    ...options,
    params: { path: { id } },
    body: { ...asked, stream: true },
  });
}

interface Chunk {
  model?: string;
  choices?: { delta?: { content?: string | null } }[];
  error?: { code: string; message: string };
}

async function readChunks(
  body: ReadableStream<Uint8Array>,
  outcome: Outcome,
  onText: (text: string) => void,
): Promise<void> {
  for await (const data of readEvents(body)) {
    if (data === '[DONE]') return;
    const { model, choices, error } = JSON.parse(data) as Chunk;
    if (error) throw new ApiProblem({ status: 502, code: error.code, detail: error.message });
    outcome.model = model ?? outcome.model;
    const text = choices?.[0]?.delta?.content;
    if (text) onText(text);
  }
  // Without its last word an answer that ended looks like one that was whole.
  throw new TypeError('The answer broke off');
}
