import assert from 'node:assert/strict';
import { AIMessageChunk, type BaseMessageLike, HumanMessage, ToolMessage } from '@langchain/core/messages';
import { ChatOpenAI, OpenAIEmbeddings } from '@langchain/openai';
import { APIError } from 'openai';
import { clientSuite, jsonSchema, type Prompt, type TestClient, weather } from './client-suite.ts';

clientSuite('LangChain’s ChatOpenAI', ({ baseUrl, apiKey }): TestClient => {
  const place = { apiKey, configuration: { baseURL: baseUrl }, maxRetries: 0 };
  const chatOf = (model: string) => new ChatOpenAI({ ...place, model, streamUsage: true });
  const { run: _run, ...described } = weather;
  const tools = [{ type: 'function' as const, function: described }];

  type Runs = Pick<ReturnType<ChatOpenAI['bindTools']>, 'invoke' | 'stream'>;

  async function complete(chat: Runs, messages: BaseMessageLike[], prompt: Prompt): Promise<AIMessageChunk> {
    const options = { ...(prompt.signal && { signal: prompt.signal }) };
    if (!prompt.stream) return chat.invoke(messages, options);
    let all: AIMessageChunk | undefined;
    for await (const chunk of await chat.stream(messages, options)) {
      if (chunk.text !== '') prompt.onText?.(chunk.text);
      all = all ? all.concat(chunk) : chunk;
    }
    return all ?? new AIMessageChunk('');
  }

  function userOf({ text, image }: Prompt): HumanMessage {
    const picture = image ? [{ type: 'image_url' as const, image_url: { url: image } }] : [];
    return new HumanMessage({ content: [{ type: 'text', text }, ...picture] });
  }

  return {
    async say(model, prompt) {
      const answer = await complete(chatOf(model), [userOf(prompt)], prompt);
      const { usage_metadata: tokens } = answer;
      const finish = String(answer.response_metadata['finish_reason']);
      return {
        text: answer.text,
        finish,
        usage: { input: tokens?.input_tokens, output: tokens?.output_tokens },
      };
    },
    async useTools(model, prompt) {
      const chat = chatOf(model).bindTools(tools);
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
      assert.ok(error instanceof APIError, String(error));
      return { status: error.status, code: error.code };
    },
  };
});
