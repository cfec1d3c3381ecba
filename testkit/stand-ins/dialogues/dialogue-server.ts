import type { IncomingMessage, ServerResponse } from 'node:http';
import type { KeyServiceRequest } from '../key-service-server.ts';
import { type LoopbackServer, type ServerTls, startLoopbackServer } from '../loopback-server.ts';
import type { Guard } from '../provider-servers.ts';
import { problemsOf } from '../request-schemas.ts';
import type { Dialogue, Question, Streamed, Whole } from './dialogue.ts';
import { findMishap, isSlow, type Json, Refusal, say, vectorOf } from './scripted-model.ts';

/** An answer as it would go out, or as it goes out instead. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
  /** The connection breaks after the bytes. */
  breaks?: boolean;
}

export interface DialogueServer extends LoopbackServer {
  dialogue: Dialogue;
  /** Bodies of the chat requests that came, in order. */
  bodies: Json[];
  /** What was wrong with requests, by the provider’s own schema or its rules; refused as there. */
  problems: string[];
  /** Streams that the other side closed before their end. */
  cut: number;
  /** Spoils what models answer from now on; undefined: nothing does. */
  spoil: ((answer: RawAnswer) => RawAnswer) | undefined;
}

/** A provider on loopback that holds its side of a conversation, on its own wire and as strictly as there. */
export async function startDialogueServer(
  dialogue: Dialogue,
  guard: Guard,
  tls?: ServerTls,
): Promise<DialogueServer> {
  const state: State = {
    dialogue,
    bodies: [],
    problems: [],
    cut: 0,
    spoil: undefined,
  };

  const server = await startLoopbackServer(async (incoming, response) => {
    const request = await received(incoming);
    const reply = answerTo(state, guard, request);
    const stays = 'pieces' in reply && request.body.includes('SLOW');
    send(
      response,
      state.spoil && request.method === 'POST' ? state.spoil(toRaw(reply)) : toRaw(reply),
      stays,
    );
    response.once('close', () => {
      if (stays) state.cut += 1;
    });
  }, tls);
  return Object.assign(state, server);
}

type State = Omit<DialogueServer, keyof LoopbackServer>;

function answerTo(state: State, guard: Guard, request: KeyServiceRequest): Whole | Streamed {
  try {
    return judge(state, guard, request);
  } catch (error) {
    const message = error instanceof Refusal ? error.message : String(error);
    state.problems.push(`${request.method} ${request.path}: ${message}`);
    return state.dialogue.refuse(message);
  }
}

function judge(state: State, guard: Guard, request: KeyServiceRequest): Whole | Streamed {
  const { dialogue } = state;
  if (guard(request) !== undefined) return dialogue.refuseKey;
  const body = (request.body === '' ? {} : JSON.parse(request.body)) as Json;
  const { method, path } = request;
  const question = dialogue.read({ method, path, body });
  // Accounts are looked at when they are made; here only what is asked of models counts.
  if (!question && method === 'GET') return { status: 404, body: {} };
  if (!question) throw new Refusal(`no such path: ${method} ${path}`);
  return question.kind === 'embedding'
    ? { status: 200, body: dialogue.embed(question.texts.map(vectorOf)) }
    : converse(state, question);
}

function converse(
  { dialogue, bodies }: State,
  { asked, stream, body }: Extract<Question, { kind: 'chat' }>,
): Whole | Streamed {
  bodies.push(body);
  const problems = problemsOf(dialogue.schema, body);
  if (problems.length > 0) throw new Refusal(problems.join('; '));
  const mishap = findMishap(asked);
  if (mishap) return dialogue.fail[mishap];
  const said = say(asked);
  if (!stream) return { status: 200, body: dialogue.answer(said) };
  const streamed = dialogue.stream(said);
  return isSlow(asked) ? { ...streamed, pieces: streamed.pieces.slice(0, streamed.spoken + 1) } : streamed;
}

async function received(incoming: IncomingMessage): Promise<KeyServiceRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url: path = '', headers } = incoming;
  return { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function toRaw(reply: Whole | Streamed): RawAnswer {
  if ('pieces' in reply) {
    return { status: 200, headers: { 'content-type': reply.type }, bytes: Buffer.concat(reply.pieces) };
  }
  const { status, body, headers } = reply;
  const isText = typeof body === 'string';
  return {
    status,
    headers: { 'content-type': isText ? 'text/plain' : 'application/json', ...headers },
    bytes: Buffer.from(isText ? body : JSON.stringify(body)),
  };
}

function send(response: ServerResponse, { status, headers, bytes, breaks }: RawAnswer, stays: boolean): void {
  response.writeHead(status, headers);
  if (!breaks && !stays) {
    response.end(bytes);
    return;
  }
  response.write(bytes, () => {
    if (breaks) response.destroy();
  });
}
