import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import { verbPath } from './paths.ts';
import { toGenerateContent } from './request.ts';
import type { GeminiHost } from './signatures.ts';

const user = { role: 'user', content: 'hi' } as const;
const parameters = { type: 'object', properties: { a: { type: 'integer' } } };
const tool = { type: 'function', function: { name: 'f', description: 'd', parameters } } as const;
const ask = (chat: Partial<ChatRequest>, model = 'gemini-3-pro', host: GeminiHost = 'gemini_api') =>
  toGenerateContent({ messages: [user], ...chat }, model, host);

/** The body where fields may be dropped, with what was lost and what was fitted. */
function lenient(chat: object, model = 'gemini-3-pro', host: GeminiHost = 'gemini_api') {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras = {
    lose: (param: string) => void lost.push(param),
    adjust: (param: string) => void adjusted.push(param),
  };
  const body = toGenerateContent({ messages: [user], ...chat }, model, host, extras);
  return { body, config: body['generationConfig'], lost, adjusted };
}

function refusal(chat: object, model?: string, host?: GeminiHost): string | undefined {
  try {
    ask(chat, model, host);
    return undefined;
  } catch (error) {
    assert.ok(error instanceof PlugboardError && error.code === 'invalid_request');
    return error.errors?.[0]?.field;
  }
}

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

test('a conversation with tools becomes contents, with results by name, in the order of their calls', () => {
  assert.deepEqual(ask({ messages: withTools, tools: [tool] }, 'gemini-2.5-pro'), {
    systemInstruction: { parts: [{ text: 'Be brief' }] },
    contents: [
      { role: 'user', parts: [{ text: 'hi' }] },
      {
        role: 'model',
        parts: [
          { functionCall: { id: 'c1', name: 'f', args: { a: 1 } } },
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

test('Vertex AI gets no ids of calls', () => {
  assert.doesNotMatch(JSON.stringify(ask({ messages: withTools }, 'gemini-3-pro', 'vertex_ai')), /"id"/);
});

test('a result that Gemini would read as a reference to its own parts stays text', () => {
  const content = '{"$ref":"#/a"}';
  const messages = [...withTools.slice(0, 4), { role: 'tool', tool_call_id: 'c1', content } as const];
  assert.match(JSON.stringify(ask({ messages })['contents']), /"response":\{"output":"\{\\"\$ref/);
});

test('a history that was cut before a call begins with a user’s turn all the same', () => {
  const { body, adjusted } = lenient({ messages: withTools.slice(2) });
  const [first, second] = body['contents'] as { role: string }[];
  assert.deepEqual([first?.role, second?.role, adjusted], ['user', 'model', ['messages']]);
});

test('instructions alone become what the user says', () => {
  const { contents, systemInstruction } = ask({ messages: [{ role: 'developer', content: 's' }] });
  assert.deepEqual([contents, systemInstruction], [[{ role: 'user', parts: [{ text: 's' }] }], undefined]);
});

test('Gemma has its instructions in the first turn', () => {
  const messages: ChatRequest['messages'] = [{ role: 'system', content: 's' }, user];
  const { contents, systemInstruction } = ask({ messages }, 'gemma-3-27b-it');
  assert.deepEqual(
    [contents, systemInstruction],
    [[{ role: 'user', parts: [{ text: 's' }, { text: 'hi' }] }], undefined],
  );
});

test('each tool choice has its mode; strict tools are held to their schemas', () => {
  const mode = (chat: Partial<ChatRequest>, model?: string) =>
    ask({ tools: [tool], ...chat }, model)['toolConfig'];
  const config = (functionCallingConfig: object) => ({ functionCallingConfig });
  assert.equal(mode({ tool_choice: 'auto' }), undefined);
  assert.deepEqual(mode({ tool_choice: 'none' }), config({ mode: 'NONE' }));
  assert.deepEqual(mode({ tool_choice: 'required' }), config({ mode: 'ANY' }));
  assert.deepEqual(
    mode({ tool_choice: { type: 'function', function: { name: 'f' } } }),
    config({ mode: 'ANY', allowedFunctionNames: ['f'] }),
  );
  const strictTool = { type: 'function', function: { name: 'f', strict: true } } as const;
  assert.deepEqual(mode({ tools: [strictTool] }), config({ mode: 'VALIDATED' }));
  assert.deepEqual(mode({ tools: [strictTool], tool_choice: 'required' }), config({ mode: 'ANY' }));
  const some = (mode: string) => ({
    type: 'allowed_tools',
    allowed_tools: { mode, tools: [{ type: 'function', function: { name: 'f' } }] },
  });
  const choose = (tool_choice: object, model?: string) =>
    lenient({ tools: [tool], tool_choice }, model).body['toolConfig'];
  assert.deepEqual(choose(some('required')), config({ mode: 'ANY', allowedFunctionNames: ['f'] }));
  assert.deepEqual(choose(some('auto')), config({ mode: 'VALIDATED', allowedFunctionNames: ['f'] }));
  assert.equal(choose(some('auto'), 'gemini-2.0-flash'), undefined);
  assert.equal(refusal({ tools: [tool], tool_choice: { type: 'custom' } }), 'tool_choice');
});

test('a name that may not begin here as it does has a sign before it, everywhere', () => {
  const named = { type: 'function', function: { name: '7zip' } } as const;
  const tool_choice = { type: 'function', function: { name: '7zip' } } as const;
  const { tools, toolConfig } = ask({ tools: [named], tool_choice });
  assert.deepEqual(tools, [{ functionDeclarations: [{ name: '_pb_7zip' }] }]);
  assert.match(JSON.stringify(toolConfig), /\["_pb_7zip"\]/);
});

test('parameters and formats have their names', () => {
  const chat: Partial<ChatRequest> = {
    max_completion_tokens: 256,
    temperature: 1.5,
    top_p: 0.95,
    stop: 'X',
    seed: 1,
    response_format: { type: 'json_schema', json_schema: { name: 'x', schema: parameters } },
  };
  const expected = {
    maxOutputTokens: 256,
    temperature: 1.5,
    topP: 0.95,
    stopSequences: ['X'],
    seed: 1,
    responseMimeType: 'application/json',
    responseJsonSchema: parameters,
  };
  assert.deepEqual(ask(chat)['generationConfig'], expected);
  assert.deepEqual(ask({ response_format: { type: 'json_object' } })['generationConfig'], {
    responseMimeType: 'application/json',
  });
  assert.deepEqual(ask({ max_tokens: 9, response_format: { type: 'text' } })['generationConfig'], {
    maxOutputTokens: 9,
  });
});

test('several answers, penalties and logprobs go to models that have them, and are lost by name elsewhere', () => {
  const chat = { n: 2, presence_penalty: 0.5, frequency_penalty: 1, logprobs: true, top_logprobs: 3 };
  const penalties = { presencePenalty: 0.5, frequencyPenalty: 1 };
  const probabilities = { responseLogprobs: true, logprobs: 3 };
  const rows: [string, GeminiHost, object, string[]][] = [
    ['gemini-2.0-flash', 'gemini_api', { candidateCount: 2, ...penalties }, ['logprobs', 'top_logprobs']],
    [
      'gemini-2.5-flash',
      'gemini_api',
      { candidateCount: 2 },
      ['presence_penalty', 'frequency_penalty', 'logprobs', 'top_logprobs'],
    ],
    ['gemini-2.5-flash', 'vertex_ai', { candidateCount: 2, ...penalties, ...probabilities }, []],
    ['gemini-3.1-pro-preview', 'vertex_ai', {}, Object.keys(chat)],
    ['gemini-flash-latest', 'gemini_api', {}, Object.keys(chat)],
  ];
  for (const [model, host, config, lost] of rows) {
    const read = lenient(chat, model, host);
    assert.deepEqual([read.config, read.lost], [config, lost], `${model} at ${host}`);
  }
  const { config, lost } = lenient({ n: 1, presence_penalty: 0, frequency_penalty: 0, logprobs: false });
  assert.deepEqual([config, lost], [{}, []], 'what changes nothing is no loss');
});

test('without leave to drop them, fields that cannot be expressed are refused by name', () => {
  assert.equal(refusal({ logit_bias: { 1: 2 } }), 'logit_bias');
  assert.equal(refusal({ n: 2 }), 'n');
  assert.equal(refusal({ top_k: 3 }), 'top_k');
  assert.equal(refusal({ tools: [tool, { type: 'custom', custom: { name: 'x' } }] }), 'tools[1]');
  assert.equal(refusal({ response_format: { type: 'grammar' } }), 'response_format');
  assert.equal(refusal({ tools: [tool], parallel_tool_calls: false }), 'parallel_tool_calls');
  assert.equal(refusal({ parallel_tool_calls: false }), undefined);
  const seven = ['1', '2', '3', '4', '5', '6', '7'];
  assert.equal(refusal({ stop: seven }), 'stop');
  assert.deepEqual(lenient({ stop: seven }).config, { stopSequences: seven.slice(0, 5) });
  assert.equal(refusal({ n: 9 }, 'gemini-2.5-flash'), 'n');
  assert.deepEqual(lenient({ n: 9 }, 'gemini-2.5-flash').config, { candidateCount: 8 });
});

test('a seed of more than 32 bits is fitted, always to the same one', () => {
  const { config, adjusted } = lenient({ seed: 2 ** 32 + 7 });
  assert.deepEqual([config, adjusted], [{ seed: 7 }, ['seed']]);
});

test('before Gemini 3 a format and tools exclude each other', () => {
  const chat: Partial<ChatRequest> = { tools: [tool], response_format: { type: 'json_object' } };
  assert.deepEqual(ask(chat)['generationConfig'], { responseMimeType: 'application/json' });
  assert.equal(refusal(chat, 'gemini-2.5-pro'), 'response_format');
  const dropped = lenient(chat, 'gemini-2.5-pro');
  assert.deepEqual([dropped.config, dropped.lost], [{}, ['response_format']]);
  const uncalled = ask({ ...chat, tool_choice: 'none' }, 'gemini-2.5-pro');
  assert.equal(uncalled['tools'], undefined);
  assert.deepEqual(uncalled['generationConfig'], { responseMimeType: 'application/json' });
});

test('hints go where there is a place for them', () => {
  const chat = { user: 'u-1', service_tier: 'flex', metadata: { a: 'b' }, store: true, verbosity: 'low' };
  const here = lenient(chat);
  assert.deepEqual([here.body['serviceTier'], here.body['labels']], ['flex', undefined]);
  assert.deepEqual(here.adjusted, ['user', 'metadata', 'store', 'verbosity']);
  const vertex = lenient(chat, 'gemini-3-pro', 'vertex_ai');
  assert.deepEqual([vertex.body['serviceTier'], vertex.body['labels']], [undefined, { user: 'u-1' }]);
  const email = lenient({ user: 'Ada@e.test' }, 'gemini-3-pro', 'vertex_ai');
  assert.deepEqual([email.body['labels'], email.adjusted, email.lost], [undefined, ['user'], []]);
  assert.equal(lenient({ service_tier: 'auto' }).body['serviceTier'], undefined);
  assert.deepEqual(lenient({ reasoning_effort: 'utmost' }).adjusted, ['reasoning_effort']);
});

test('pictures, recordings, PDF and text go as data; other files and addresses do not', () => {
  const parts = (part: object) => {
    const { body, lost } = lenient({
      messages: [{ role: 'user', content: [{ type: 'text', text: 'x' }, part] }],
    });
    const [turn] = body['contents'] as { parts: object[] }[];
    return [turn?.parts[1], lost];
  };
  const inline = (mimeType: string) => [{ inlineData: { mimeType, data: 'AAAA' } }, []];
  const file = (type: string) => ({ type: 'file', file: { file_data: `data:${type};base64,AAAA` } });
  const image = (url: string) => ({ type: 'image_url', image_url: { url } });
  const audio = (format: string) => ({ type: 'input_audio', input_audio: { data: 'AAAA', format } });
  assert.deepEqual(parts(image('data:image/jpg;base64,AAAA')), inline('image/jpeg'));
  assert.deepEqual(parts(audio('wav')), inline('audio/wav'));
  assert.deepEqual(parts(audio('mp3')), inline('audio/mp3'));
  assert.deepEqual(parts(file('application/pdf')), inline('application/pdf'));
  assert.deepEqual(parts(file('text/plain')), inline('text/plain'));
  assert.deepEqual(parts(file('application/zip')), [undefined, ['messages[0].content[1]']]);
  assert.deepEqual(parts(audio('a;b')), [undefined, ['messages[0].content[1]']]);
  assert.throws(() => parts(image('https://e.test/a.png')), PlugboardError);
});

test('where nothing is left of a conversation there is nothing to ask', () => {
  const content = [{ type: 'file', file: { file_data: 'data:application/zip;base64,AAAA' } }];
  assert.throws(() => lenient({ messages: [{ role: 'user', content }] }), PlugboardError);
});

test('a stream has its own verb and asks for events', () => {
  assert.equal(verbPath('/models/m:generateContent', false), '/models/m:generateContent');
  assert.equal(verbPath('/models/m:generateContent', true), '/models/m:streamGenerateContent?alt=sse');
  assert.equal(verbPath('/x?k=v', true), '/x?k=v&alt=sse');
});
