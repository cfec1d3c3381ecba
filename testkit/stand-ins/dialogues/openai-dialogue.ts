import {
  type Dialogue,
  type DialogueRequest,
  halves,
  listOf,
  objectOf,
  type Question,
  sse,
  textOf,
  toText,
} from './dialogue.ts';
import { type Asked, bytesIn, type Json, matchResults, Refusal, type Said } from './scripted-model.ts';

interface Places {
  name: string;
  chat: string;
  embeddings: string;
  chatModel: string;
  embeddingModel: string;
  /** Servers that imitate OpenAI know the older name only. */
  limit?: string;
}

/** Chat Completions, as OpenAI, Azure OpenAI and servers of that kind have them. */
export function openaiDialogue(places: Places): Dialogue {
  const { name, chatModel, embeddingModel } = places;
  return {
    name,
    chatModel,
    embeddingModel,
    schema: 'openai-chat',
    read: (request) => read(places, request),
    answer: (said) => answer(chatModel, said),
    stream: (said) => stream(chatModel, said),
    embed: (vectors) => ({
      object: 'list',
      model: embeddingModel,
      data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding })),
      usage: { prompt_tokens: 5, total_tokens: 5 },
    }),
    refuse: (message) => failed(400, 'invalid_request_error', null, message),
    refuseKey: failed(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.'),
    fail: {
      context: failed(
        400,
        'invalid_request_error',
        'context_length_exceeded',
        "This model's maximum context length is 128000 tokens.",
      ),
      overloaded: failed(503, 'server_error', null, 'The engine is currently overloaded.'),
      rate: failed(429, 'requests', 'rate_limit_exceeded', 'Rate limit reached.', { 'retry-after': '7' }),
      filter: failed(400, 'invalid_request_error', 'content_filter', 'Filtered by policy.'),
      nonsense: { status: 200, body: 'not what you wanted' },
    },
  };
}

function failed(status: number, type: string, code: string | null, message: string, headers = {}) {
  return { status, headers, body: { error: { message, type, code, param: null } } };
}

function read(places: Places, { method, path, body }: DialogueRequest): Question | undefined {
  if (method !== 'POST') return undefined;
  if (path === places.embeddings)
    return { kind: 'embedding', texts: [body['input']].flat().map(String), body };
  if (path !== places.chat) return undefined;
  const sent = { ...body, messages: listOf(body['messages']).map(withoutParsed) };
  // Azure’s deployments stand in the path alone.
  const whole = path.includes('/deployments/') ? { model: places.chatModel, ...sent } : sent;
  return { kind: 'chat', asked: toAsked(body), stream: body['stream'] === true, body: whole };
}

/** The SDK’s own helpers leave what they have parsed in the messages that go back. */
function withoutParsed({ parsed: _parsed, ...message }: Json): Json {
  return message;
}

function toAsked(body: Json): Asked {
  const messages = listOf(body['messages']);
  const last = messages.at(-1) ?? {};
  const results = messages.slice(messages.findLastIndex(({ role }) => role !== 'tool') + 1);
  checkOrder(messages);
  const user = messages.findLast(({ role }) => role === 'user') ?? {};
  const parts = listOf(user['content']);
  const texts = parts.map(({ text }) => textOf(text));
  const format = objectOf(body['response_format']);
  const tools = listOf(body['tools']).map((tool) => objectOf(tool['function']));
  const named = objectOf(objectOf(body['tool_choice'])['function'])['name'];
  const forced = tools.find(({ name }) => name === named && named !== undefined);
  return {
    text: typeof user['content'] === 'string' ? user['content'] : texts.join(''),
    tools: body['tool_choice'] === 'none' ? [] : tools.map(({ name }) => textOf(name)),
    forced: forced && { name: textOf(forced['name']), schema: objectOf(forced['parameters']) },
    results: last['role'] === 'tool' ? results.map(({ content }) => toText(content)) : [],
    schema: objectOf(format['json_schema'])['schema'] as Json | undefined,
    images: parts
      .map((part) => textOf(objectOf(part['image_url'])['url']))
      .filter((url) => url !== '')
      .map((url) => bytesIn(url.slice(url.indexOf(',') + 1))),
  };
}

function checkOrder(messages: readonly Json[]): void {
  for (const [at, message] of messages.entries()) {
    const calls = listOf(message['tool_calls']).map(({ id }) => textOf(id));
    if (calls.some((id) => id.length > 40)) throw new Refusal('Invalid tool_calls[].id: string too long.');
    const after = messages.slice(at + 1);
    const end = after.findIndex(({ role }) => role !== 'tool');
    const results = after.slice(0, end === -1 ? undefined : end);
    if (message['role'] === 'assistant')
      matchResults(
        calls,
        results.map(({ tool_call_id: id }) => textOf(id)),
      );
  }
}

const head = { id: 'chatcmpl-9x', created: 1_763_000_000 };

function answer(model: string, said: Said): Json {
  const calls = said.calls.map(toCall);
  const message = {
    role: 'assistant',
    content: calls.length > 0 ? null : said.texts.join(''),
    refusal: null,
    ...(calls.length > 0 && { tool_calls: calls }),
  };
  return {
    ...head,
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: reasonOf(said) }],
    usage: toUsage(said),
  };
}

function toCall({ name, input }: Said['calls'][number], index: number) {
  return { id: `call_${index}aB9`, type: 'function', function: { name, arguments: JSON.stringify(input) } };
}

function reasonOf({ calls, end }: Said): string {
  if (end) return end === 'filter' ? 'content_filter' : 'length';
  return calls.length > 0 ? 'tool_calls' : 'stop';
}

function toUsage({ usage: { input, output } }: Said): Json {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: 3 },
    completion_tokens_details: { reasoning_tokens: 2 },
  };
}

function stream(model: string, said: Said) {
  const chunk = (delta: Json, finish_reason: string | null = null) => ({
    ...head,
    object: 'chat.completion.chunk',
    model,
    choices: [{ index: 0, delta, logprobs: null, finish_reason }],
  });
  const calls = said.calls.flatMap((call, index) => {
    const { function: called, ...rest } = toCall(call, index);
    const pieces = halves(called.arguments).map((text) => ({ index, function: { arguments: text } }));
    const start = { index, ...rest, function: { name: called.name, arguments: '' } };
    return [start, ...pieces].map((piece) => chunk({ tool_calls: [piece] }));
  });
  const events = [
    chunk({ role: 'assistant', content: said.calls.length > 0 ? null : '', refusal: null }),
    ...said.texts.map((content) => chunk({ content })),
    ...calls,
    chunk({}, reasonOf(said)),
    { ...head, object: 'chat.completion.chunk', model, choices: [], usage: toUsage(said) },
    '[DONE]',
  ];
  return { type: 'text/event-stream; charset=utf-8', pieces: sse(events), spoken: 1 };
}
