import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createGoogle } from '@ai-sdk/google';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText, jsonSchema, type LanguageModel, streamText, type ToolSet } from 'ai';
import { createOllama } from 'ai-sdk-ollama';
import { strict } from '../../src/providers/losses.ts';
import { anthropicDialogue } from '../stand-ins/dialogues/anthropic-dialogue.ts';
import { bedrockDialogue } from '../stand-ins/dialogues/bedrock-dialogue.ts';
import type { Dialogue } from '../stand-ins/dialogues/dialogue.ts';
import { geminiDialogue } from '../stand-ins/dialogues/gemini-dialogue.ts';
import { ollamaDialogue } from '../stand-ins/dialogues/ollama-dialogue.ts';
import { openaiDialogue } from '../stand-ins/dialogues/openai-dialogue.ts';
import { type Said, say } from '../stand-ins/dialogues/scripted-model.ts';
import { fetchDirect, fetchThrough, readChunks } from './in-process.ts';
import { findKind, wireFor } from './wire-kinds.ts';

const apiKey = 'key-0123456789abcdef';
const place = { apiKey, baseURL: 'https://llm.example.com' };

interface Oracle {
  kind: string;
  dialogue: Dialogue;
  /** The AI SDK’s own package for this provider. */
  own(fetch: typeof globalThis.fetch): LanguageModel;
}

const oracles: readonly Oracle[] = [
  {
    kind: 'openai gpt-4o',
    dialogue: openaiDialogue({
      name: 'openai',
      chat: '/chat/completions',
      embeddings: '/embeddings',
      chatModel: 'gpt-4o',
      embeddingModel: '',
    }),
    own: (fetch) => createOpenAI({ ...place, fetch }).chat('gpt-4o'),
  },
  {
    kind: 'anthropic claude-sonnet-4-5',
    dialogue: anthropicDialogue,
    own: (fetch) => createAnthropic({ ...place, fetch })('claude-sonnet-4-5'),
  },
  {
    kind: 'bedrock eu.anthropic.claude-sonnet-4-5-20250929-v1:0',
    dialogue: bedrockDialogue,
    own: (fetch) =>
      createAmazonBedrock({ ...place, region: 'eu-central-1', fetch })(bedrockDialogue.chatModel),
  },
  {
    kind: 'google gemini-3-pro-preview',
    dialogue: geminiDialogue({
      name: 'gemini',
      folder: '/v1beta/models/',
      chatModel: 'gemini-3-pro-preview',
      embeddingModel: '',
      signs: true,
    }),
    own: (fetch) => createGoogle({ ...place, fetch })('gemini-3-pro-preview'),
  },
  {
    kind: 'ollama qwen3:8b',
    dialogue: ollamaDialogue,
    own: (fetch) =>
      createOllama({ baseURL: place.baseURL, fetch })('qwen3:8b', { reliableToolCalling: false }),
  },
];

const asked = { text: 'Grüße nach Paris, Oslo und Łódź', tools: [], results: [], images: [] };
const scripts: Record<string, Said> = {
  'a text': say(asked),
  'calls side by side': say({ ...asked, tools: ['get_weather'] }),
  'a call without arguments': say({ ...asked, text: 'Call', tools: ['get_weather'] }),
  'a text and calls': { ...say({ ...asked, tools: ['get_weather'] }), texts: ['I ', 'look.'] },
  'a thought and a text': say({ ...asked, thinks: true }),
  'a thought and calls': say({ ...asked, thinks: true, tools: ['get_weather'] }),
  'a text that was cut': { ...say(asked), end: 'length' },
  'a text that was filtered': { ...say(asked), end: 'filter' },
};

const tools: ToolSet = {
  get_weather: { inputSchema: jsonSchema({ type: 'object', additionalProperties: true }) },
};

async function read(model: LanguageModel, stream: boolean) {
  const question = { model, tools, prompt: 'Hello', maxRetries: 0 };
  const result = stream ? streamText(question) : await generateText(question);
  const { inputTokens, outputTokens } = await result.usage;
  const calls = await result.toolCalls;
  return {
    text: await result.text,
    reasoning: (await result.reasoningText) ?? '',
    calls: calls.map(({ toolName, input }) => ({ toolName, input })),
    ids: new Set(calls.map(({ toolCallId }) => toolCallId)).size,
    finish: await result.finishReason,
    tokens: [inputTokens, outputTokens],
  };
}

for (const { kind: name, dialogue, own } of oracles) {
  const kind = findKind(name);
  describe(`what ${name} answers`, () => {
    for (const [what, said] of Object.entries(scripts)) {
      const upstream = { whole: dialogue.answer(said), streamed: dialogue.stream(said) };

      for (const stream of [false, true]) {
        test(`${what} reads as its own client reads it, ${stream ? 'in a stream' : 'as a whole'}`, async () => {
          const plugboard = createOpenAICompatible({
            ...place,
            name: 'plugboard',
            includeUsage: true,
            fetch: fetchThrough(kind, upstream),
          });
          assert.deepEqual(
            await read(plugboard(kind.model), stream),
            await read(own(fetchDirect(upstream)), stream),
          );
        });
      }

      test(`${what} reads the same wherever its bytes are cut`, () => {
        const wire = wireFor(kind, { messages: [{ role: 'user', content: 'Hello' }] }, strict);
        const bytes = Buffer.concat(upstream.streamed.pieces);
        const whole = readChunks(wire, [bytes]);
        for (let at = 1; at < bytes.length; at += 1) {
          const cut = readChunks(wire, [bytes.subarray(0, at), bytes.subarray(at)]);
          assert.deepEqual(cut, whole, `cut at ${at}`);
        }
        const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
        assert.deepEqual(readChunks(wire, single), whole);
      });
    }
  });
}
