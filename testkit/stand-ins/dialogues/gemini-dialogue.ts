import {
  type Dialogue,
  type DialogueRequest,
  listOf,
  objectOf,
  type Question,
  sse,
  textOf,
} from './dialogue.ts';
import { type Asked, bytesIn, type Json, Refusal, type Said } from './scripted-model.ts';

interface Places {
  name: string;
  /** Up to the model. */
  folder: string;
  chatModel: string;
  embeddingModel: string;
  /** The newest models want the signatures of their thoughts back. */
  signs: boolean;
}

const signature = 'c2lnbmVkIHRob3VnaHQ=';

/** `generateContent`, under the paths of Gemini’s own API or of Vertex AI. */
export function geminiDialogue(places: Places): Dialogue {
  const { name, chatModel, embeddingModel, signs } = places;
  return {
    name,
    chatModel,
    embeddingModel,
    schema: 'gemini-generate-content',
    read: (request) => read(places, request),
    answer: (said) => part(chatModel, partsOf(said, signs), reasonOf(said), said),
    stream: (said) => stream(chatModel, said, signs),
    embed: (vectors) =>
      places.folder.startsWith('/v1beta')
        ? { embeddings: vectors.map((values) => ({ values })) }
        : {
            predictions: vectors.map((values) => ({
              embeddings: { values, statistics: { token_count: 5 } },
            })),
          },
    refuse: (message) => failed(400, 'INVALID_ARGUMENT', message),
    refuseKey: places.folder.startsWith('/v1beta')
      ? failed(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
          { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
        ])
      : failed(401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'),
    fail: {
      context: failed(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
      ),
      overloaded: failed(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
      rate: failed(429, 'RESOURCE_EXHAUSTED', 'Resource has been exhausted.', [
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '7s' },
      ]),
      filter: { status: 200, body: { promptFeedback: { blockReason: 'SAFETY' }, modelVersion: chatModel } },
      nonsense: { status: 200, body: 'not what you wanted' },
    },
  };
}

function failed(code: number, status: string, message: string, details: Json[] = []) {
  return { status: code, body: { error: { code, message, status, details } } };
}

function read(places: Places, { method, path, body }: DialogueRequest): Question | undefined {
  const rest = path.startsWith(places.folder) ? path.slice(places.folder.length) : undefined;
  const [, model, verb, query] = /^([^:/]+):(\w+)(\?alt=sse)?$/.exec(rest ?? '') ?? [];
  if (method !== 'POST' || model === undefined) return undefined;
  if (verb === 'batchEmbedContents' || verb === 'predict') {
    if (model !== places.embeddingModel) throw new Refusal(`models/${model} is not found`);
    const texts = [
      ...listOf(body['requests']).map(({ content }) =>
        textOf(listOf(objectOf(content)['parts'])[0]?.['text']),
      ),
      ...listOf(body['instances']).map(({ content }) => textOf(content)),
    ];
    return { kind: 'embedding', texts, body };
  }
  const stream = verb === 'streamGenerateContent' && query === '?alt=sse';
  if (!stream && verb !== 'generateContent') return undefined;
  if (model !== places.chatModel) throw new Refusal(`models/${model} is not found`);
  return { kind: 'chat', asked: toAsked(body, places.signs), stream, body };
}

function toAsked(body: Json, signs: boolean): Asked {
  const contents = listOf(body['contents']);
  checkOrder(contents, signs);
  const last = listOf(contents.at(-1)?.['parts']);
  const { mode, allowedFunctionNames: allowed } = objectOf(
    objectOf(body['toolConfig'])['functionCallingConfig'],
  );
  const declared = listOf(body['tools']).flatMap((tool) => listOf(tool['functionDeclarations']));
  const config = objectOf(body['generationConfig']);
  const [only] = Array.isArray(allowed) ? (allowed as unknown[]) : [];
  const forced = declared.find(({ name }) => only !== undefined && name === only);
  return {
    text: last.map(({ text }) => textOf(text)).join(''),
    tools: mode === 'NONE' ? [] : declared.map(({ name }) => textOf(name)),
    forced: forced && {
      name: textOf(only),
      schema: objectOf(forced['parametersJsonSchema'] ?? forced['parameters']),
    },
    results: responsesIn(last).map(({ response }) => String(Object.values(objectOf(response))[0])),
    schema: (config['responseJsonSchema'] ?? config['responseSchema']) as Json | undefined,
    images: last
      .filter(({ inlineData }) => inlineData !== undefined)
      .map(({ inlineData }) => bytesIn(textOf(objectOf(inlineData)['data']))),
  };
}

const responsesIn = (parts: readonly Json[]): Json[] =>
  parts.flatMap(({ functionResponse: one }) => (one === undefined ? [] : [objectOf(one)]));

function checkOrder(contents: readonly Json[], signs: boolean): void {
  for (const [at, content] of contents.entries()) {
    const calls = listOf(content['parts']).filter(({ functionCall }) => functionCall !== undefined);
    if (calls.length === 0) continue;
    if (signs && calls[0]?.['thoughtSignature'] !== signature)
      throw new Refusal('Function call is missing a thought_signature in functionCall parts.');
    const names = calls.map(({ functionCall }) => objectOf(functionCall)['name']);
    const answered = responsesIn(listOf(contents[at + 1]?.['parts'])).map(({ name }) => name);
    // There are no ids here: names in their order are all that ties a response to its call.
    if (names.join() !== answered.join())
      throw new Refusal('The function responses do not match the function calls of the turn before.');
  }
}

function reasonOf({ end }: Said): string {
  if (end) return end === 'filter' ? 'SAFETY' : 'MAX_TOKENS';
  return 'STOP';
}

function partsOf({ thought, texts, calls }: Said, signs: boolean): Json[] {
  const signed = (index: number) => signs && index === 0 && { thoughtSignature: signature };
  return [
    ...(thought === '' ? [] : [{ text: thought, thought: true }]),
    ...(texts.length > 0 ? [{ text: texts.join('') }] : []),
    ...calls.map(({ name, input }, index) => ({ functionCall: { name, args: input }, ...signed(index) })),
  ];
}

function part(modelVersion: string, parts: Json[], finishReason?: string, said?: Said): Json {
  const content = { role: 'model', parts };
  return {
    candidates: [{ content, index: 0, ...(finishReason !== undefined && { finishReason }) }],
    ...(said && {
      usageMetadata: {
        promptTokenCount: said.usage.input,
        candidatesTokenCount: said.usage.output - 2,
        thoughtsTokenCount: 2,
        totalTokenCount: said.usage.input + said.usage.output,
      },
    }),
    modelVersion,
    responseId: 'resp-1',
  };
}

function stream(model: string, said: Said, signs: boolean) {
  const texts = said.texts.map((text) => part(model, [{ text }]));
  const calls = partsOf({ ...said, thought: '', texts: [] }, signs).map((call) => part(model, [call]));
  const thoughts = partsOf({ ...said, texts: [], calls: [] }, signs).map((one) => part(model, [one]));
  const events = [...thoughts, ...texts, ...calls, part(model, [{ text: '' }], reasonOf(said), said)];
  return { type: 'text/event-stream', pieces: sse(events), spoken: 0 };
}
