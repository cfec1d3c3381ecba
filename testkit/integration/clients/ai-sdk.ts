import assert from 'node:assert/strict';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import {
  APICallError,
  embedMany,
  generateText,
  jsonSchema as jsonSchemaOf,
  Output,
  stepCountIs,
  streamText,
  tool,
} from 'ai';
import { type CreateClient, jsonSchema, type Prompt, weather } from './test-client.ts';

export const aiSdk: CreateClient = ({ baseUrl, apiKey }) => {
  const plugboard = createOpenAICompatible({
    name: 'plugboard',
    baseURL: baseUrl,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });
  const tools = {
    get_weather: tool({
      description: weather.description,
      inputSchema: jsonSchemaOf(weather.parameters),
      execute: async (input) => weather.run(input),
    }),
  };

  function asked(model: string, { text, image, signal, effort }: Prompt) {
    const content = [{ type: 'text' as const, text }, ...(image ? [{ type: 'image' as const, image }] : [])];
    return {
      model: plugboard(model),
      maxRetries: 0,
      messages: [{ role: 'user' as const, content }],
      ...(signal && { abortSignal: signal }),
      ...(effort && { providerOptions: { plugboard: { reasoningEffort: effort } } }),
    };
  }

  /** A stream’s failure is told to a callback, and what is read of it stays empty. */
  async function settled<T>(prompt: Prompt, start: (onError: (event: { error: unknown }) => void) => T) {
    let failure: unknown;
    const result = start(({ error }) => {
      failure = error;
    });
    const { textStream } = result as { textStream: AsyncIterable<string> };
    for await (const text of textStream) prompt.onText?.(text);
    if (failure) throw failure;
    return result;
  }

  return {
    async say(model, prompt) {
      const result = prompt.stream
        ? await settled(prompt, (onError) => streamText({ ...asked(model, prompt), onError }))
        : await generateText(asked(model, prompt));
      const { inputTokens: input, outputTokens: output } = await result.usage;
      return { text: await result.text, finish: await result.finishReason, usage: { input, output } };
    },
    async runTools(model, prompt) {
      const looped = { ...asked(model, prompt), tools, stopWhen: stepCountIs(2) };
      const result = prompt.stream
        ? await settled(prompt, (onError) => streamText({ ...looped, onError }))
        : await generateText(looped);
      const steps = await result.steps;
      const calls = steps.flatMap(({ toolCalls }) => toolCalls);
      return {
        text: await result.text,
        calls: calls.map(({ toolCallId: id, input }) => ({ id, input })),
      };
    },
    async writeJson(model, prompt) {
      const output = Output.object({ schema: jsonSchemaOf(jsonSchema) });
      const fields = { ...asked(model, prompt), output };
      if (!prompt.stream) return (await generateText(fields)).output;
      return (await settled(prompt, (onError) => streamText({ ...fields, onError }))).output;
    },
    async embed(model, values) {
      const { embeddings } = await embedMany({ model: plugboard.embeddingModel(model), values });
      return embeddings;
    },
    failureOf(error) {
      assert.ok(APICallError.isInstance(error), String(error));
      const { error: said } = JSON.parse(error.responseBody ?? '{}') as { error?: { code?: string } };
      return { status: error.statusCode, code: said?.code };
    },
  };
};
