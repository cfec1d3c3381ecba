import {
  type Dialogue,
  type DialogueRequest,
  encoder,
  listOf,
  objectOf,
  type Question,
  textOf,
} from './dialogue.ts';
import { type Asked, bytesIn, type Json, Refusal, type Said } from './scripted-model.ts';

const chatModel = 'qwen3:8b';
const embeddingModel = 'nomic-embed-text:latest';

/** Ollama’s own API: calls without ids, streams of lines. */
export const ollamaDialogue: Dialogue = {
  name: 'ollama',
  chatModel,
  embeddingModel,
  schema: 'ollama-chat',
  read,
  answer: (said) => ({ ...line(messageOf(said)), ...ending(said) }),
  stream,
  embed: (embeddings) => ({ model: embeddingModel, embeddings, prompt_eval_count: 5 }),
  refuse: (message) => ({ status: 400, body: { error: message } }),
  refuseKey: { status: 401, body: { error: 'unauthorized' } },
  fail: {
    context: { status: 400, body: { error: 'the input length exceeds the context length' } },
    overloaded: {
      status: 503,
      body: { error: 'server busy, please try again. maximum pending requests exceeded' },
    },
    rate: { status: 429, headers: { 'retry-after': '7' }, body: { error: 'too many requests' } },
    filter: {
      status: 200,
      body: { ...line({ role: 'assistant', content: '' }), done: true, done_reason: 'stop' },
    },
    nonsense: { status: 200, body: 'not what you wanted' },
  },
};

function read({ method, path, body }: DialogueRequest): Question | undefined {
  if (method !== 'POST') return undefined;
  if (path === '/api/embed') return { kind: 'embedding', texts: [body['input']].flat().map(String), body };
  if (path !== '/api/chat') return undefined;
  if (body['model'] !== chatModel) throw new Refusal(`model '${String(body['model'])}' not found`);
  return { kind: 'chat', asked: toAsked(body), stream: body['stream'] !== false, body };
}

function toAsked(body: Json): Asked {
  const messages = listOf(body['messages']);
  checkOrder(messages);
  const last = messages.at(-1) ?? {};
  const after = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1);
  const user = messages.findLast(({ role }) => role === 'user');
  const { format } = body;
  return {
    text: textOf(user?.['content']),
    tools: listOf(body['tools']).map((tool) => textOf(objectOf(tool['function'])['name'])),
    results: last['role'] === 'tool' ? after.map(({ content }) => textOf(content)) : [],
    schema: typeof format === 'object' ? (format as Json) : undefined,
    images: listOf(user?.['images']).map((image) => bytesIn(String(image))),
  };
}

/** Names tie results to calls here; where ids are sent too, they agree. */
function checkOrder(messages: readonly Json[]): void {
  for (const [at, message] of messages.entries()) {
    const calls = listOf(message['tool_calls']);
    const results = messages.slice(at + 1, at + 1 + calls.length);
    for (const [index, call] of calls.entries()) {
      const result = results[index];
      if (result?.['role'] !== 'tool' || result['tool_name'] !== objectOf(call['function'])['name'])
        throw new Refusal('a tool message is missing after its call');
      if (result['tool_call_id'] !== call['id']) throw new Refusal('a result has another id than its call');
    }
  }
}

function line(message: Json): Json {
  return { model: chatModel, created_at: '2026-11-20T10:00:00.000Z', message, done: false };
}

function ending({ usage, end }: Said): Json {
  const times = { total_duration: 5_000_000, load_duration: 1_000_000 };
  return {
    done: true,
    done_reason: end === 'length' ? 'length' : 'stop',
    ...times,
    prompt_eval_count: usage.input,
    eval_count: usage.output,
  };
}

function messageOf({ thought, texts, calls }: Said): Json {
  const tool_calls = calls.map(({ name, input }) => ({ function: { name, arguments: input } }));
  const thinking = thought !== '' && { thinking: thought };
  return { role: 'assistant', content: texts.join(''), ...thinking, ...(calls.length > 0 && { tool_calls }) };
}

function stream(said: Said) {
  const lines = [
    ...(said.thought === '' ? [] : [line(messageOf({ ...said, texts: [], calls: [] }))]),
    ...said.texts.map((content) => line({ role: 'assistant', content })),
    ...said.calls.map((call) => line(messageOf({ ...said, thought: '', texts: [], calls: [call] }))),
    { ...line({ role: 'assistant', content: '' }), ...ending(said) },
  ];
  const pieces = lines.map((one) => encoder.encode(`${JSON.stringify(one)}\n`));
  return { type: 'application/x-ndjson', pieces, spoken: 0 };
}
