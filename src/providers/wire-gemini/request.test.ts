import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { verbPath } from './paths.ts';
import { toGenerateContent } from './request.ts';

const user = { role: 'user', content: 'hi' } as const;
const parameters = { type: 'object', properties: { a: { type: 'integer' } } };
const tool = { type: 'function', function: { name: 'f', description: 'd', parameters } } as const;
const ask = (chat: Partial<ChatRequest>, model = 'gemini-3-pro', callIds = true) =>
  toGenerateContent({ messages: [user], ...chat }, model, { callIds });

const withTools: ChatRequest['messages'] = [
  { role: 'system', content: 'Be brief' },
  user,
  {
    role: 'assistant',
    tool_calls: [
      { id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } },
      { id: 'c2', type: 'function', function: { name: 'g', arguments: '' } },
    ],
  },
  { role: 'tool', tool_call_id: 'c2', content: '{"b":2}' },
  { role: 'tool', tool_call_id: 'c1', content: '42' },
];

test('a conversation with tools becomes contents; the first call of a step carries the stand-in signature', () => {
  assert.deepEqual(ask({ messages: withTools, tools: [tool] }), {
    systemInstruction: { parts: [{ text: 'Be brief' }] },
    contents: [
      { role: 'user', parts: [{ text: 'hi' }] },
      {
        role: 'model',
        parts: [
          {
            functionCall: { id: 'c1', name: 'f', args: { a: 1 } },
            // Appendix A of reference/wire-protocols.md.
            thoughtSignature: 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=',
          },
          { functionCall: { id: 'c2', name: 'g', args: {} } },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'c1', name: 'f', response: { output: '42' } } },
          { functionResponse: { id: 'c2', name: 'g', response: { b: 2 } } },
        ],
      },
    ],
    tools: [{ functionDeclarations: [{ name: 'f', description: 'd', parametersJsonSchema: parameters }] }],
    generationConfig: {},
  });
});

test('Vertex AI gets no ids, and models before Gemini 3 no signature', () => {
  const text = JSON.stringify(ask({ messages: withTools }, 'gemini-2.5-pro', false));
  assert.doesNotMatch(text, /thoughtSignature|"id"/);
});

test('a function without parameters has no schema', () => {
  const bare = {
    type: 'function',
    function: { name: 'g', parameters: { type: 'object', properties: {} } },
  } as const;
  assert.deepEqual(ask({ tools: [bare] })['tools'], [{ functionDeclarations: [{ name: 'g' }] }]);
});

test('each tool choice has its mode', () => {
  const mode = (tool_choice: ChatRequest['tool_choice'] & {}) =>
    ask({ tools: [tool], tool_choice })['toolConfig'];
  assert.equal(mode('auto'), undefined);
  assert.deepEqual(mode('none'), { functionCallingConfig: { mode: 'NONE' } });
  assert.deepEqual(mode('required'), { functionCallingConfig: { mode: 'ANY' } });
  assert.deepEqual(mode({ type: 'function', function: { name: 'f' } }), {
    functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['f'] },
  });
});

test('parameters and formats have their names', () => {
  const { generationConfig } = ask({
    max_completion_tokens: 256,
    temperature: 1.5,
    top_p: 0.95,
    stop: 'X',
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema: parameters } },
  });
  assert.deepEqual(generationConfig, {
    maxOutputTokens: 256,
    temperature: 1.5,
    topP: 0.95,
    stopSequences: ['X'],
    responseMimeType: 'application/json',
    responseJsonSchema: parameters,
  });
  assert.deepEqual(ask({ response_format: { type: 'json_object' } })['generationConfig'], {
    responseMimeType: 'application/json',
  });
});

test('Gemma has its instructions in the first turn', () => {
  const { contents, systemInstruction } = ask(
    { messages: [{ role: 'system', content: 's' }, user] },
    'gemma-3-27b-it',
  );
  assert.deepEqual(
    [contents, systemInstruction],
    [[{ role: 'user', parts: [{ text: 's' }, { text: 'hi' }] }], undefined],
  );
});

test('images go as data, and addresses of images are refused', () => {
  const image = (url: string) =>
    ask({ messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url } }] }] })['contents'];
  assert.deepEqual(image('data:image/png;base64,AAAA'), [
    { role: 'user', parts: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] },
  ]);
  assert.throws(() => image('https://e.test/a.png'), PlugboardError);
});

test('a stream has its own verb and asks for events', () => {
  assert.equal(verbPath('/models/m:generateContent', false), '/models/m:generateContent');
  assert.equal(verbPath('/models/m:generateContent', true), '/models/m:streamGenerateContent?alt=sse');
  assert.equal(verbPath('/x?k=v', true), '/x?k=v&alt=sse');
});
