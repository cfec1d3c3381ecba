import assert from 'node:assert/strict';
import OpenAI from 'openai';
import type {
  ChatCompletion,
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import { type CreateClient, jsonSchema, type Prompt, weather } from './test-client.ts';

export const openaiSdk: CreateClient = ({ baseUrl, apiKey }) => {
  const openai = new OpenAI({ baseURL: baseUrl, apiKey, maxRetries: 0 });

  type Fields = Pick<ChatCompletionCreateParams, 'model' | 'messages' | 'tools' | 'response_format'>;

  async function complete(
    asked: Fields,
    { stream, signal, onText, effort }: Prompt,
  ): Promise<ChatCompletion> {
    const fields = { ...asked, ...(effort && { reasoning_effort: effort }) };
    if (!stream) return openai.chat.completions.create({ ...fields, stream }, { signal: signal ?? null });
    const streaming = openai.chat.completions.stream(
      { ...fields, stream_options: { include_usage: true } },
      { signal: signal ?? null },
    );
    if (onText) streaming.on('content', onText);
    return streaming.finalChatCompletion();
  }

  const choiceOf = ({ choices }: ChatCompletion) => choices[0] ?? assert.fail('no choice');

  return {
    async say(model, prompt) {
      const { text, image } = prompt;
      const content = image
        ? [
            { type: 'text' as const, text },
            { type: 'image_url' as const, image_url: { url: image } },
          ]
        : text;
      const answer = await complete({ model, messages: [{ role: 'user', content }] }, prompt);
      const { message, finish_reason: finish } = choiceOf(answer);
      const { prompt_tokens: input, completion_tokens: output } = answer.usage ?? {};
      return { text: message.content ?? '', finish, usage: { input, output } };
    },
    async runTools(model, prompt) {
      const { run: _run, ...described } = weather;
      const tools = [{ type: 'function' as const, function: described }];
      const messages: ChatCompletionMessageParam[] = [
        { role: 'system', content: 'Use the tools.' },
        { role: 'user', content: prompt.text },
      ];
      const first = choiceOf(await complete({ model, messages, tools }, prompt));
      assert.equal(first.finish_reason, 'tool_calls');
      messages.push(first.message);
      const calls = (first.message.tool_calls ?? []).map((call) => {
        assert.ok(call.type === 'function');
        return { id: call.id, input: JSON.parse(call.function.arguments) as unknown };
      });
      for (const { id, input } of calls)
        messages.push({ role: 'tool', tool_call_id: id, content: weather.run(input) });
      const last = choiceOf(await complete({ model, messages, tools }, prompt));
      return { text: last.message.content ?? '', calls };
    },
    async writeJson(model, prompt) {
      const json_schema = { name: 'answer', schema: jsonSchema, strict: true };
      const messages = [{ role: 'user' as const, content: prompt.text }];
      const response_format = { type: 'json_schema' as const, json_schema };
      const answer = await complete({ model, messages, response_format }, prompt);
      const { message, finish_reason: finish } = choiceOf(answer);
      assert.equal(finish, 'stop');
      return JSON.parse(message.content ?? '');
    },
    // Asks for base64, and decodes it.
    async embed(model, input) {
      const { data } = await openai.embeddings.create({ model, input });
      return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
    },
    failureOf(error) {
      assert.ok(error instanceof OpenAI.APIError, String(error));
      return { status: error.status, code: error.code };
    },
  };
};
