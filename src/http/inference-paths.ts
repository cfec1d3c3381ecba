import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { type TSchema, Type } from 'typebox';
import { queuedCallStatuses } from '../kernel/queued-calls.ts';

type Paths = NonNullable<NonNullable<FastifyDynamicSwaggerOptions['openapi']>['paths']>;

/**
 * What `/v1` takes and answers, for the document alone: its door is none of Fastify’s routes. The shapes are OpenAI’s, and
 * a field that is not named here passes on to whoever understands it.
 */
const open = (properties: Record<string, TSchema>, description?: string) =>
  Type.Object(properties, { additionalProperties: true, ...(description !== undefined && { description }) });
const text = (description: string) => Type.String({ description });

const asked = {
  model: Type.Optional(
    text(
      'A model config’s id or name, a model’s name, a feature’s alias, `default` or nothing, or `<provider_id>/<model>`.',
    ),
  ),
  provider_id: Type.Optional(text('Narrows the call to one credential, as `X-Plugboard-Provider-Id` does.')),
};
const failure = open({
  message: Type.String(),
  type: Type.String(),
  code: text('Stable: see docs/errors.md.'),
  param: Type.Union([Type.String(), Type.Null()]),
  limit_owner: Type.Optional(Type.Enum(['platform', 'tenant', 'provider'])),
});
const error = open({
  error: failure,
  queue_id: Type.Optional(text('Where the call waits for its model: `GET /v1/queue/{id}`.')),
});
const queued = {
  id: Type.String(),
  status: Type.Enum([...queuedCallStatuses]),
  attempts: Type.Integer(),
  next_attempt_at: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
};

const json = (description: string, schema: TSchema) => ({
  description,
  content: { 'application/json': { schema } },
});
const failures = {
  '4XX': json('OpenAI’s shape of an error, with our code.', error),
  '5XX': json('The same.', error),
};
const waiting = json(
  'With `Prefer: respond-async`, where the policy queues.',
  open({ queue_id: Type.String(), code: Type.Literal('queued'), ...queued }),
);
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  description,
  schema: Type.String(),
});
const callHeaders = [
  header('X-Plugboard-Tenant', 'Where operators and services act.'),
  header('X-Plugboard-Environment', '`dev`, `test` or `prod`; with the tenant.'),
  header('X-Plugboard-Agent', 'For operators and services: the agent that calls.'),
  header('X-Plugboard-User', 'For operators and services: the user behind the call.'),
  header('X-Plugboard-Feature', 'The feature that calls.'),
  header('X-Plugboard-Provider-Id', 'Narrows the call to one credential.'),
  header('Idempotency-Key', 'Makes a repeated call answer once.'),
];
const placeHeaders = callHeaders.slice(0, 3);

const call = (summary: string, body: TSchema, responses: object) => ({
  tags: ['Inference'],
  summary,
  parameters: callHeaders,
  requestBody: { required: true, content: { 'application/json': { schema: body } } },
  responses: { ...responses, '202': waiting, ...failures },
});
const queuedCall = (summary: string) => ({
  tags: ['Inference'],
  summary,
  parameters: [{ name: 'id', in: 'path', required: true, schema: Type.String() }, ...placeHeaders],
  responses: {
    '200': json(
      'How it stands.',
      open({ ...queued, response: Type.Optional(open({})), error: Type.Optional(failure) }),
    ),
    ...failures,
  },
});

const chatBody = open({
  ...asked,
  messages: Type.Array(open({ role: Type.String() }), { minItems: 1 }),
  stream: Type.Optional(Type.Boolean()),
});
const chatAnswer = open({
  id: Type.String(),
  object: Type.Literal('chat.completion'),
  model: text('As the provider reported it.'),
  choices: Type.Array(open({})),
});
const embeddingsBody = open({ ...asked, input: Type.Unknown({ description: 'Text, texts or tokens.' }) });
const embeddingsAnswer = open({
  object: Type.Literal('list'),
  data: Type.Array(open({ index: Type.Integer() })),
  model: text('As the provider reported it.'),
});
const models = open({
  object: Type.Literal('list'),
  data: Type.Array(open({ id: text('The model config’s name.'), owned_by: Type.Enum(['own', 'managed']) })),
});

export const inferencePaths = {
  '/v1/chat/completions': {
    post: call('Have a chat answered, in one piece or as a stream', chatBody, {
      '200': {
        description: 'The answer; with `stream` events of `chat.completion.chunk` and `[DONE]`.',
        content: {
          'application/json': { schema: chatAnswer },
          'text/event-stream': { schema: Type.String() },
        },
      },
    }),
  },
  '/v1/embeddings': {
    post: call('Have texts embedded', embeddingsBody, { '200': json('The vectors.', embeddingsAnswer) }),
  },
  '/v1/models': {
    get: {
      tags: ['Inference'],
      summary: 'List exactly what this token can call',
      parameters: placeHeaders,
      responses: { '200': json('The models.', models), ...failures },
    },
  },
  '/v1/queue/{id}': {
    get: queuedCall('See what became of a call that waits for its model'),
    delete: queuedCall('Cancel a call that waits for its model'),
  },
} as unknown as Paths;
