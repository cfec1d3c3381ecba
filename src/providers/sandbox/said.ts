import { type JsonObject, listOf, objectOf, textOf } from '../../kernel/json-values.ts';
import type { ChatRequest, FinishReason, ToolCall, Usage } from '../openai-shapes.ts';
import { sampleOfSchema } from './sample-of-schema.ts';
import { countWords, splitIntoWords, summarize } from './words.ts';

/** What the sandbox says to a chat, before it is cut into pieces. */
export interface Said {
  /** In words, each with the space before it. */
  words: string[];
  calls: ToolCall[];
  finish: FinishReason;
  usage: Usage;
}

/** The last message decides: a question with tools is answered by calling them, their results by a text. */
export function answerChat(chat: JsonObject): Said {
  const messages = listOf(chat['messages']).map(objectOf);
  const last = lastTextOf(messages);
  const asked = summarize(last);
  const calls = messages.at(-1)?.['role'] === 'tool' ? [] : callTools(chat, last);
  const whole = calls.length > 0 ? '' : textFor(chat, messages, asked);
  const { words, isCut } = shorten(splitIntoWords(beforeStop(whole, chat['stop'])), chat);
  const promptTokens = countPromptWords(messages);
  const completionTokens =
    words.length + countWords(calls.map(({ function: { arguments: text } }) => text).join(' '));
  return {
    words,
    calls,
    finish: calls.length > 0 ? 'tool_calls' : isCut ? 'length' : 'stop',
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}

/** The words of the last message, whoever wrote it: what a marker is looked for in. */
export function lastTextOf(messages: readonly JsonObject[]): string {
  return textOfMessage(messages.at(-1) ?? {});
}

function textOfMessage({ content }: JsonObject): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .map((part) => textOf(objectOf(part)['text']) ?? '')
    .join(' ');
}

export function countPromptWords(messages: readonly JsonObject[]): number {
  return messages.reduce((sum, message) => sum + countWords(textOfMessage(message)), 0);
}

function textFor(chat: JsonObject, messages: readonly JsonObject[], asked: string): string {
  const format = objectOf(chat['response_format']) as Partial<NonNullable<ChatRequest['response_format']>>;
  if (format.type === 'json_schema') {
    return JSON.stringify(sampleOfSchema(objectOf(format.json_schema)['schema'] ?? {}));
  }
  if (format.type === 'json_object') return JSON.stringify({ answered_by: 'sandbox', asked });
  if (messages.at(-1)?.['role'] === 'tool') {
    return `This is Plugboard’s sandbox. The tool answered: “${asked}”. A model would now make an answer of that.`;
  }
  const read = `${counted(messages.length, 'message')} of ${counted(countPromptWords(messages), 'word')} in all`;
  return `This is Plugboard’s sandbox: no model was asked, and nothing left this process. It read ${read}. The last message was: “${asked}”`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** The tools that the question names, or else the first; the one that the caller chose before all. */
function callTools(chat: JsonObject, question: string): ToolCall[] {
  const choice = chat['tool_choice'];
  if (choice === 'none') return [];
  const tools = listOf(chat['tools'])
    .map((tool) => objectOf(objectOf(tool)['function']))
    .filter((tool) => textOf(tool['name']) !== undefined);
  const chosen = textOf(objectOf(objectOf(choice)['function'])['name']);
  const named = tools.filter(({ name }) =>
    chosen === undefined ? question.includes(String(name)) : name === chosen,
  );
  const wanted = named.length > 0 ? named : tools.slice(0, 1);
  const called = chat['parallel_tool_calls'] === false ? wanted.slice(0, 1) : wanted;
  return called.map(({ name, parameters }, at) => ({
    id: `call_sandbox_${at + 1}`,
    type: 'function',
    function: {
      name: String(name),
      arguments: JSON.stringify(sampleOfSchema(parameters ?? { type: 'object' })),
    },
  }));
}

function beforeStop(text: string, stop: unknown): string {
  const ends = [stop]
    .flat()
    .map((word) => (typeof word === 'string' && word !== '' ? text.indexOf(word) : -1))
    .filter((at) => at !== -1);
  return ends.length === 0 ? text : text.slice(0, Math.min(...ends));
}

function shorten(words: string[], chat: JsonObject): { words: string[]; isCut: boolean } {
  const limit = chat['max_completion_tokens'] ?? chat['max_tokens'];
  const isCut = typeof limit === 'number' && words.length > limit;
  return { words: isCut ? words.slice(0, Math.max(0, limit)) : words, isCut };
}
