import assert from 'node:assert/strict';
import { ContextOverflowError } from '@langchain/core/errors';
import {
  AIMessageChunk,
  type BaseMessageLike,
  HumanMessage,
  ToolMessage,
  type UsageMetadata,
} from '@langchain/core/messages';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { APIError } from 'openai';
import { type CreateClient, jsonSchema, type Prompt, weather } from './test-client.ts';

export const langchain: CreateClient = ({ baseUrl, apiKey }) => {
  const place = { apiKey, configuration: { baseURL: baseUrl }, maxRetries: 0 };
  const chatOf = (model: string, effort?: string) =>
    new ChatOpenAI({
      ...place,
      model,
      streamUsage: true,
      ...(effort && { modelKwargs: { reasoning_effort: effort } }),
    });
  const { run: _run, ...described } = weather;
  const tools = [{ type: 'function' as const, function: described }];

  type Runs = Pick<ReturnType<ChatOpenAI['bindTools']>, 'invoke' | 'stream'>;

  async function complete(chat: Runs, messages: BaseMessageLike[], prompt: Prompt): Promise<AIMessageChunk> {
    const options = { ...(prompt.signal && { signal: prompt.signal }) };
    if (!prompt.stream) return chat.invoke(messages, options);
    let all = new AIMessageChunk('');
    for await (const chunk of await chat.stream(messages, options)) {
      if (chunk.text !== '') prompt.onText?.(chunk.text);
      all = all.concat(chunk);
    }
    return all;
  }

  function userOf({ text, image }: Prompt): HumanMessage {
    const picture = image ? [{ type: 'image_url' as const, image_url: { url: image } }] : [];
    return new HumanMessage({ content: [{ type: 'text', text }, ...picture] });
  }

  return {
    async say(model, prompt) {
      const answer = await complete(chatOf(model), [userOf(prompt)], prompt);
      const tokens = answer.usage_metadata as UsageMetadata | undefined;
      const finish = String(answer.response_metadata['finish_reason']);
      return {
        text: answer.text,
        finish,
        usage: { input: tokens?.input_tokens, output: tokens?.output_tokens },
      };
    },
    async runTools(model, prompt) {
      const chat = chatOf(model, prompt.effort).bindTools(tools);
      const messages: BaseMessageLike[] = [['system', 'Use the tools.'], userOf(prompt)];
      const first = await complete(chat, messages, prompt);
      const calls = (first.tool_calls ?? []).map(({ id = '', args: input }) => ({ id, input }));
      messages.push(first);
      for (const { id, input } of calls)
        messages.push(new ToolMessage({ tool_call_id: id, content: weather.run(input) }));
      const last = await complete(chat, messages, prompt);
      return { text: last.text, calls };
    },
    async writeJson(model, prompt) {
      const chat = chatOf(model).withStructuredOutput(jsonSchema, { name: 'answer', method: 'jsonSchema' });
      if (!prompt.stream) return chat.invoke([userOf(prompt)]);
      let value: unknown;
      for await (const part of await chat.stream([userOf(prompt)])) value = part;
      return value;
    },
    async embed(model, texts) {
      return new OpenAIEmbeddings({ ...place, model }).embedDocuments(texts);
    },
    failureOf(error) {
      // What it knows by name it wraps.
      const failure = ContextOverflowError.isInstance(error) ? error.cause : error;
      assert.ok(failure instanceof APIError, String(failure));
      return { status: failure.status, code: failure.code };
    },
  };
};
