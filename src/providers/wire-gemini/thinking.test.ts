import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReasoningEffort } from '../openai-shapes.ts';
import { toGenerateContent } from './request.ts';

function think(model: string, effort: ReasoningEffort, family?: string) {
  const adjusted: string[] = [];
  const extras = {
    lose: (param: string) => assert.fail(param),
    adjust: (param: string) => void adjusted.push(param),
    ...(family !== undefined && { family }),
  };
  const chat = { messages: [{ role: 'user', content: 'hi' } as const], reasoning_effort: effort };
  const config = toGenerateContent(chat, model, 'gemini_api', extras)['generationConfig'] as {
    thinkingConfig?: { thinkingBudget?: number; thinkingLevel?: string; includeThoughts?: boolean };
  };
  const { thinkingBudget, thinkingLevel, includeThoughts } = config.thinkingConfig ?? {};
  return [thinkingBudget ?? thinkingLevel, includeThoughts === true, adjusted.length > 0];
}

test('each generation thinks as deep as was asked, or says that it was fitted', () => {
  const rows: [string, ReasoningEffort, number | string | undefined, boolean, boolean][] = [
    ['gemini-2.5-flash', 'none', 0, false, false],
    ['gemini-2.5-flash', 'minimal', 512, true, false],
    ['gemini-2.5-flash-lite', 'low', 1_024, true, false],
    ['gemini-2.5-flash', 'medium', 8_192, true, false],
    ['gemini-2.5-flash', 'high', 24_576, true, false],
    ['gemini-2.5-flash', 'max', 24_576, true, true],
    ['models/gemini-2.5-pro', 'none', 128, false, true],
    ['gemini-2.5-pro', 'xhigh', 32_768, true, false],
    ['gemini-3-flash-preview', 'none', 'MINIMAL', false, true],
    ['gemini-3-flash-preview', 'minimal', 'MINIMAL', true, false],
    ['gemini-3-pro-preview', 'minimal', 'LOW', true, true],
    ['gemini-3-pro-preview', 'medium', 'HIGH', true, true],
    ['gemini-3.1-pro-preview', 'none', 'LOW', false, true],
    ['gemini-3.1-pro-preview', 'medium', 'MEDIUM', true, false],
    ['publishers/google/models/gemini-3.5-flash', 'high', 'HIGH', true, false],
    ['gemini-pro-latest', 'minimal', 'LOW', true, true],
    ['gemini-4-argon', 'xhigh', 'HIGH', true, true],
  ];
  for (const [model, effort, depth, shown, fitted] of rows) {
    assert.deepEqual(think(model, effort), [depth, shown, fitted], `${model} ${effort}`);
  }
});

test('a model that does not think is not asked to, and the caller hears of it', () => {
  for (const model of ['gemini-2.0-flash', 'gemma-3-27b-it', 'gemini-2.5-flash-image', 'tunedModels/mine']) {
    assert.deepEqual(think(model, 'low'), [undefined, false, true], model);
  }
});

test('a name that says nothing goes by the family that the tenant gave', () => {
  assert.deepEqual(think('1234567890', 'low', 'gemini-2.5-flash'), [1_024, true, false]);
});
