import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitEffort, isStoredPrompt, traitsOf } from './model-traits.ts';

test('a family is found behind every prefix and within every ARN', () => {
  // Kinds of ids of reference/wire-protocols.md 8.2.
  const id = 'anthropic.claude-sonnet-4-5-20250929-v1:0';
  const arn = 'arn:aws:bedrock:us-east-1:123456789012';
  const prefixes = ['', 'us.', 'eu.', 'apac.', 'au.', 'jp.', 'ca.', 'us-gov.', 'global.'];
  const forms = [
    ...prefixes.map((prefix) => `${prefix}${id}`),
    `arn:aws:bedrock:us-east-1::foundation-model/${id}`,
    `${arn}:inference-profile/us.${id}`,
    `${arn}:provisioned-model/${id}`,
  ];
  for (const form of forms) assert.deepEqual(traitsOf(form), traitsOf(id), form);
  assert.equal(traitsOf(id).claude?.thinking, 'budget');
});

test('ids that say nothing are taken to accept everything', () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012';
  for (const kind of ['application-inference-profile', 'imported-model', 'custom-model-deployment']) {
    const { claude, forces, system } = traitsOf(`${arn}:${kind}/ab12`);
    assert.deepEqual([claude, forces, system], [undefined, 'tool', true], kind);
  }
});

test('only a prompt that is kept at Bedrock is one', () => {
  const arn = 'arn:aws:bedrock:us-east-1:123456789012';
  assert.ok(isStoredPrompt(`${arn}:prompt/PROMPT12345:1`));
  assert.ok(!isStoredPrompt(`${arn}:default-prompt-router/anthropic.claude:1`));
  assert.ok(!isStoredPrompt('amazon.nova-pro-v1:0'));
});

test('an effort that a model does not know is the next one up, else its most', () => {
  assert.equal(fitEffort('minimal', ['low', 'high']), 'low');
  assert.equal(fitEffort('medium', ['low', 'high']), 'high');
  assert.equal(fitEffort('max', ['low', 'high']), 'high');
});
