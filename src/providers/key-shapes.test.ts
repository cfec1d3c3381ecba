import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findMisplacedKey, type KeyOwner } from './key-shapes.ts';

const jwt = (claims: object) =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.signature`;
const everyOwner: (KeyOwner | undefined)[] = [
  undefined,
  ...(['openai', 'anthropic', 'google', 'bedrock', 'azure_openai', 'ollama', 'any'] as const),
];

test('tokens and admin keys are refused in every key field', () => {
  for (const owner of everyOwner) {
    for (const key of [
      'ya29.a0Af',
      jwt({ exp: 1 }),
      'eyJbroken',
      'sk-admin-1',
      'sk-ant-admin01-1',
      'sk-ant-oat01-1',
    ]) {
      const detail = findMisplacedKey(key, owner);
      assert.ok(detail !== undefined, `${key} for ${owner}`);
      assert.ok(!detail.includes(key));
    }
  }
});

test('another provider’s key is refused where it certainly belongs elsewhere', () => {
  const wrong: [KeyOwner, string][] = [
    ['openai', 'sk-ant-api03-x'],
    ['openai', `AIza${'x'.repeat(35)}`],
    ['openai', 'gsk_x'],
    ['openai', 'sk-or-v1-x'],
    ['openai', 'xai-x'],
    ['anthropic', 'sk-proj-x'],
    ['google', 'sk-proj-x'],
    ['google', `AKIA${'A'.repeat(16)}`],
    ['bedrock', `AKIA${'A'.repeat(16)}`],
    ['azure_openai', 'sk-ant-api03-x'],
  ];
  for (const [owner, key] of wrong)
    assert.ok(findMisplacedKey(key, owner) !== undefined, `${key} for ${owner}`);
});

test('formats are hints: nothing is refused for looking unfamiliar', () => {
  const fine: [KeyOwner | undefined, string][] = [
    ['openai', 'sk-anything'],
    ['openai', 'sess-new-format'],
    ['openai', 'sk-proj-x'],
    ['anthropic', 'sk-ant-api03-x'],
    ['anthropic', 'anything'],
    ['google', `AIza${'x'.repeat(35)}`],
    ['google', 'AQ.new-format'],
    ['azure_openai', '0123456789abcdef0123456789abcdef'],
    ['any', 'sk-ant-api03-through-a-gateway'],
    ['any', 'EMPTY'],
    // Some servers' keys are JWTs that never end.
    ['any', jwt({ group: 'x' })],
    [undefined, 'sk-ant-api03-x'],
  ];
  for (const [owner, key] of fine)
    assert.equal(findMisplacedKey(key, owner), undefined, `${key} for ${owner}`);
});
