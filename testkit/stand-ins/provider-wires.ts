import { EventStreamCodec } from '@smithy/eventstream-codec';
import type { KeyServiceRequest } from './key-service-server.ts';

/** How each provider answers: the paths it knows and its own shapes, for an account with two models. */

export interface Reply {
  status: number;
  body: unknown;
  type?: string;
}

export interface Wire {
  chatModel: string;
  /** Null: this provider has no embedding models. */
  embeddingModel: string | null;
  /** Undefined: a path that the provider does not have. */
  answer(request: KeyServiceRequest): Reply | undefined;
  refuseKey(): Reply;
}

export const dimensions = 3;
const vector = [0.25, -0.5, 1];
const said = 'one, two';
const pieces = ['one, ', 'two'];

type Json = Record<string, unknown>;
const jsonOf = ({ body }: KeyServiceRequest): Json => (body === '' ? {} : (JSON.parse(body) as Json));
const ok = (body: unknown): Reply => ({ status: 200, body });
const sse = (events: readonly string[]): Reply => ({
  status: 200,
  body: events.map((event) => `${event}\n\n`).join(''),
  type: 'text/event-stream',
});

const openaiError = (status: number, code: string, message: string): Reply => ({
  status,
  body: { error: { message, type: 'invalid_request_error', code, param: null } },
});

interface OpenaiPlaces {
  chat: string;
  embeddings: string;
  list: string;
  chatModel: string;
  embeddingModel: string;
  /** Azure's classic paths say the deployment where others say the model in the body. */
  modelInPath?: boolean;
}

/** OpenAI's shapes, at whatever paths a server of that kind has. */
export function openaiWire(places: OpenaiPlaces): Wire {
  const { chatModel, embeddingModel } = places;
  return {
    chatModel,
    embeddingModel,
    refuseKey: () => openaiError(401, 'invalid_api_key', 'Incorrect API key provided.'),
    answer(request) {
      const { method, path } = request;
      if (method === 'GET' && path === places.list) {
        return ok({
          object: 'list',
          data: [chatModel, embeddingModel].map((id) => ({ id, object: 'model' })),
        });
      }
      if (method !== 'POST') return undefined;
      const body = jsonOf(request);
      const [, inPath = ''] = /\/deployments\/([^/]+)\//.exec(path) ?? [];
      const model = places.modelInPath ? inPath : String(body['model']);
      const [bare = ''] = path.split('?');
      const known = model === chatModel || model === embeddingModel;
      const to = places.modelInPath ? path.replace(`/deployments/${inPath}/`, '/deployments/*/') : path;
      if (to !== places.chat && to !== places.embeddings) return undefined;
      if (!known) return openaiError(404, 'model_not_found', `The model ${model} at ${bare} does not exist.`);
      if (to === places.embeddings)
        return ok({ object: 'list', model, data: [{ index: 0, embedding: vector }] });
      return body['stream'] === true ? openaiStream(model) : openaiAnswer(model);
    },
  };
}

function openaiAnswer(model: string): Reply {
  const message = { role: 'assistant', content: said };
  return ok({
    id: 'c-1',
    object: 'chat.completion',
    created: 1,
    model,
    choices: [{ index: 0, message, finish_reason: 'stop' }],
  });
}

function openaiStream(model: string): Reply {
  const head = { id: 'c-1', object: 'chat.completion.chunk', created: 1, model };
  const deltas = pieces.map((content) => ({ index: 0, delta: { content }, finish_reason: null }));
  const choices = [...deltas, { index: 0, delta: {}, finish_reason: 'stop' }];
  const events = choices.map((choice) => `data: ${JSON.stringify({ ...head, choices: [choice] })}`);
  return sse([...events, 'data: [DONE]']);
}

export const anthropicWire: Wire = {
  chatModel: 'claude-sonnet-4-5',
  embeddingModel: null,
  refuseKey: () => anthropicError(401, 'authentication_error', 'invalid x-api-key'),
  answer(request) {
    const { method, path } = request;
    if (request.headers['anthropic-version'] !== '2023-06-01') {
      return anthropicError(400, 'invalid_request_error', 'anthropic-version: header is required');
    }
    if (method === 'GET' && path === '/v1/models?limit=1000') {
      return ok({ data: [{ type: 'model', id: anthropicWire.chatModel }], has_more: false });
    }
    if (method !== 'POST' || path !== '/v1/messages') return undefined;
    const { model, stream, max_tokens: most } = jsonOf(request);
    if (typeof most !== 'number') return anthropicError(400, 'invalid_request_error', 'max_tokens: required');
    if (model !== anthropicWire.chatModel)
      return anthropicError(404, 'not_found_error', `model: ${String(model)}`);
    const usage = { input_tokens: 3, output_tokens: 2 };
    const head = { id: 'msg_1', type: 'message', role: 'assistant', model, usage };
    if (stream !== true)
      return ok({ ...head, content: [{ type: 'text', text: said }], stop_reason: 'end_turn' });
    const events = [
      { type: 'message_start', message: { ...head, content: [], stop_reason: null } },
      { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
      ...pieces.map((text) => ({
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text },
      })),
      { type: 'content_block_stop', index: 0 },
      { type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage },
      { type: 'message_stop' },
    ];
    return sse(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}`));
  },
};

function anthropicError(status: number, type: string, message: string): Reply {
  return { status, body: { type: 'error', error: { type, message } } };
}

const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === 'string' ? bytes : new TextDecoder().decode(bytes)),
  (text) => new TextEncoder().encode(text),
);

/** Runtime and control plane on one host, as behind a `base_url`. */
export const bedrockWire: Wire = {
  chatModel: 'anthropic.claude-3-haiku-20240307-v1:0',
  embeddingModel: 'amazon.titan-embed-text-v2:0',
  refuseKey: () => bedrockError(403, 'UnrecognizedClientException', 'The security token is invalid.'),
  answer(request) {
    const { method, path } = request;
    if (method === 'GET' && path === '/foundation-models') {
      const on = { inferenceTypesSupported: ['ON_DEMAND'], modelLifecycle: { status: 'ACTIVE' } };
      return ok({
        modelSummaries: [
          { modelId: bedrockWire.chatModel, outputModalities: ['TEXT'], ...on },
          { modelId: bedrockWire.embeddingModel, outputModalities: ['EMBEDDING'], ...on },
        ],
      });
    }
    if (method === 'GET' && path === '/inference-profiles?maxResults=1000')
      return ok({ inferenceProfileSummaries: [] });
    const [, encoded = '', verb] = /^\/model\/([^/]+)\/(converse|converse-stream|invoke)$/.exec(path) ?? [];
    if (method !== 'POST' || verb === undefined) return undefined;
    const model = decodeURIComponent(encoded);
    if (verb === 'invoke' && model === bedrockWire.embeddingModel)
      return ok({ embedding: vector, inputTextTokenCount: 1 });
    if (verb === 'invoke' || model !== bedrockWire.chatModel) {
      return bedrockError(400, 'ValidationException', 'The provided model identifier is invalid.');
    }
    if (verb === 'converse-stream') return converseStream();
    const message = { role: 'assistant', content: [{ text: said }] };
    return ok({ output: { message }, stopReason: 'end_turn', usage: { inputTokens: 3, outputTokens: 2 } });
  },
};

function converseStream(): Reply {
  const events: [string, Json][] = [
    ['messageStart', { role: 'assistant' }],
    ...pieces.map((text): [string, Json] => ['contentBlockDelta', { contentBlockIndex: 0, delta: { text } }]),
    ['contentBlockStop', { contentBlockIndex: 0 }],
    ['messageStop', { stopReason: 'end_turn' }],
    ['metadata', { usage: { inputTokens: 3, outputTokens: 2 } }],
  ];
  const frames = events.map(([name, body]) =>
    codec.encode({
      headers: {
        ':event-type': { type: 'string', value: name },
        ':message-type': { type: 'string', value: 'event' },
        ':content-type': { type: 'string', value: 'application/json' },
      },
      body: new TextEncoder().encode(JSON.stringify(body)),
    }),
  );
  return { status: 200, body: Buffer.concat(frames), type: 'application/vnd.amazon.eventstream' };
}

function bedrockError(status: number, type: string, message: string): Reply {
  return { status, body: { __type: type, message } };
}

export const geminiWire: Wire = {
  chatModel: 'gemini-2.5-flash',
  embeddingModel: 'gemini-embedding-001',
  refuseKey: () => ({
    status: 400,
    body: {
      error: {
        code: 400,
        message: 'API key not valid. Please pass a valid API key.',
        status: 'INVALID_ARGUMENT',
        details: [{ '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' }],
      },
    },
  }),
  answer({ method, path }) {
    if (method === 'GET' && path === '/v1beta/models?pageSize=1000') {
      return ok({
        models: [
          { name: `models/${geminiWire.chatModel}`, supportedGenerationMethods: ['generateContent'] },
          { name: `models/${geminiWire.embeddingModel}`, supportedGenerationMethods: ['embedContent'] },
        ],
      });
    }
    const [, model, verb] = /^\/v1beta\/models\/([^:/]+):(\w+)(?:\?alt=sse)?$/.exec(path) ?? [];
    if (method !== 'POST' || verb === undefined) return undefined;
    const wanted = verb === 'batchEmbedContents' ? geminiWire.embeddingModel : geminiWire.chatModel;
    if (model !== wanted) {
      return {
        status: 404,
        body: { error: { code: 404, message: `models/${model} is not found`, status: 'NOT_FOUND' } },
      };
    }
    if (verb === 'batchEmbedContents') return ok({ embeddings: [{ values: vector }] });
    const partOf = (text: string, end?: string) => ({
      candidates: [{ content: { role: 'model', parts: [{ text }] }, ...(end && { finishReason: end }) }],
      modelVersion: model,
    });
    if (verb === 'generateContent') return ok(partOf(said, 'STOP'));
    if (verb !== 'streamGenerateContent') return undefined;
    const parts = pieces.map((text, index) => partOf(text, index === pieces.length - 1 ? 'STOP' : undefined));
    return sse(parts.map((part) => `data: ${JSON.stringify(part)}`));
  },
};

export const ollamaWire: Wire = {
  chatModel: 'llama3.2:latest',
  embeddingModel: 'nomic-embed-text:latest',
  refuseKey: () => ({ status: 401, body: { error: 'unauthorized' } }),
  answer(request) {
    const { method, path } = request;
    if (method === 'GET' && path === '/api/tags') {
      return ok({
        models: [ollamaWire.chatModel, ollamaWire.embeddingModel].map((name) => ({ name, model: name })),
      });
    }
    if (method !== 'POST' || (path !== '/api/chat' && path !== '/api/embed')) return undefined;
    const { model, stream } = jsonOf(request);
    const wanted = path === '/api/embed' ? ollamaWire.embeddingModel : ollamaWire.chatModel;
    if (model !== wanted) return { status: 404, body: { error: `model '${String(model)}' not found` } };
    if (path === '/api/embed') return ok({ model, embeddings: [vector] });
    const whole = { model, message: { role: 'assistant', content: said }, done: true, done_reason: 'stop' };
    if (stream === false) return ok(whole);
    const lines = [
      ...pieces.map((content) => ({ model, message: { role: 'assistant', content }, done: false })),
      { ...whole, message: { role: 'assistant', content: '' } },
    ];
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    return { status: 200, body, type: 'application/x-ndjson' };
  },
};
