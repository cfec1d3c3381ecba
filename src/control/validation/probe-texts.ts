import type { ChatRequest } from '../../providers/openai-shapes.ts';

/** What checks send: fixed, published in the docs, and never anything of a tenant's own. */

const plain = 'Reply with the single word: ready.';
const counting = 'Count from one to thirty in English words, separated by commas.';
const weather = 'What is the weather in Paris? Use the tool.';
const colour = 'Name the colour of a clear sky. Answer as JSON with one field, "colour".';
const filler = 'The quick brown fox jumps over the lazy dog. ';
/** About ten tokens each with the usual tokenizers; enough of them to pass 32,000. */
const fillerSentences = 3300;

export const contextTokensProbed = 32_000;

const user = (content: string): ChatRequest['messages'] => [{ role: 'user', content }];

/** No temperature, which some models refuse, and no tight limit, which reasoning models run into. */
export const plainProbe: ChatRequest = { messages: user(plain) };

export const streamProbe: ChatRequest = {
  messages: user(counting),
  stream: true,
};

export const toolProbe: ChatRequest = {
  messages: user(weather),
  tools: [
    {
      type: 'function',
      function: {
        name: 'get_weather',
        description: 'The weather in a city.',
        parameters: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
          additionalProperties: false,
        },
      },
    },
  ],
  tool_choice: 'auto',
};

export const jsonProbe: ChatRequest = {
  messages: user(colour),
  response_format: {
    type: 'json_schema',
    json_schema: {
      name: 'answer',
      strict: true,
      schema: {
        type: 'object',
        properties: { colour: { type: 'string' } },
        required: ['colour'],
        additionalProperties: false,
      },
    },
  },
};

export function contextProbe(): ChatRequest {
  return { messages: user(`${filler.repeat(fillerSentences)}\n${plain}`) };
}

export const embeddingProbe = 'a';
