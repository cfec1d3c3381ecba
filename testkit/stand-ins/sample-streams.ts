/** Small streams as OpenAI and Anthropic document them, one JSON text for each event. */

interface SampleStream {
  /** Of which text the answer consists. */
  text: string;
  promptTokens: number;
  completionTokens: number;
  events: { type: string; data: string }[];
  /** How it is written on the wire, as the provider itself frames it. */
  wire: string;
}

const promptTokens = 9;
const completionTokens = 4;

export function openaiStream(pieces: readonly string[]): SampleStream {
  const chunk = (choices: unknown[], usage: unknown = null) => ({
    type: '',
    data: JSON.stringify({
      id: 'chatcmpl-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'gpt',
      choices,
      usage,
    }),
  });
  const choice = (delta: unknown, finish: string | null = null) => [
    { index: 0, delta, logprobs: null, finish_reason: finish },
  ];
  const usage = {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
  const events = [
    chunk(choice({ role: 'assistant', content: '' })),
    ...pieces.map((content) => chunk(choice({ content }))),
    chunk(choice({}, 'stop')),
    chunk([], usage),
    { type: '', data: '[DONE]' },
  ];
  return { text: pieces.join(''), promptTokens, completionTokens, events, wire: toWire(events) };
}

export function anthropicStream(pieces: readonly string[]): SampleStream {
  const event = (type: string, rest: object = {}) => ({ type, data: JSON.stringify({ type, ...rest }) });
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [],
    usage: { input_tokens: promptTokens, output_tokens: 1 },
  };
  const events = [
    event('message_start', { message }),
    event('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
    event('ping'),
    ...pieces.map((text) => event('content_block_delta', { index: 0, delta: { type: 'text_delta', text } })),
    event('content_block_stop', { index: 0 }),
    event('message_delta', {
      delta: { stop_reason: 'end_turn' },
      usage: { output_tokens: completionTokens },
    }),
    event('message_stop'),
  ];
  return { text: pieces.join(''), promptTokens, completionTokens, events, wire: toWire(events) };
}

function toWire(events: readonly { type: string; data: string }[]): string {
  return events.map(({ type, data }) => `${type === '' ? '' : `event: ${type}\n`}data: ${data}\n\n`).join('');
}

/** A whole answer on each wire. */
export const wholeAnswers = {
  openai: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'gpt',
    choices: [{ index: 0, message: { role: 'assistant', content: 'hello' }, finish_reason: 'stop' }],
    usage: { prompt_tokens: promptTokens, completion_tokens: completionTokens, total_tokens: 13 },
  },
  anthropic: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [{ type: 'text', text: 'hello' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: promptTokens, output_tokens: completionTokens },
  },
} as const;
