import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress } from './address.ts';
import type { Address } from './address-shape.ts';
import { findUrlPieces } from './url-pieces.ts';

function read(text: string): Address {
  const pieces = findUrlPieces(text);
  assert.ok(pieces, text);
  return readAddress(pieces);
}

const known: [string, string, Record<string, string>, string?][] = [
  ['https://api.openai.com/v1/chat/completions', 'openai', {}],
  ['https://eu.api.openai.com/v1/models', 'openai', { base_url: 'https://eu.api.openai.com/v1' }],
  ['https://openrouter.ai/api/v1/chat/completions', 'openai', { base_url: 'https://openrouter.ai/api/v1' }],
  [
    'https://api.deepseek.com/anthropic/v1/messages',
    'anthropic',
    { base_url: 'https://api.deepseek.com/anthropic' },
  ],
  [
    'https://acme.services.ai.azure.com/anthropic/v1/messages',
    'anthropic',
    { base_url: 'https://acme.services.ai.azure.com/anthropic' },
  ],
  [
    'https://acme.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview',
    'azure_openai',
    { azure_endpoint: 'https://acme.services.ai.azure.com/openai/v1' },
  ],
  [
    'https://acme.services.ai.azure.com/api/projects/p1',
    'azure_openai',
    { azure_endpoint: 'https://acme.services.ai.azure.com/openai/v1' },
  ],
  [
    'acme.cognitiveservices.azure.com/openai',
    'azure_openai',
    { azure_endpoint: 'https://acme.cognitiveservices.azure.com' },
  ],
  [
    'https://acme.openai.azure.us/openai/v1/',
    'azure_openai',
    { azure_endpoint: 'https://acme.openai.azure.us/openai/v1' },
  ],
  [
    'https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com',
    'bedrock',
    { aws_region: 'us-gov-west-1', base_url: 'https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com' },
  ],
  [
    'https://vpce-0a1-b2.bedrock-runtime.eu-west-1.vpce.amazonaws.com/',
    'bedrock',
    { aws_region: 'eu-west-1', base_url: 'https://vpce-0a1-b2.bedrock-runtime.eu-west-1.vpce.amazonaws.com' },
  ],
  [
    'https://bedrock-runtime.us-east-1.amazonaws.com/model/arn:aws:bedrock:us-east-1:1:application-inference-profile/ab12/converse',
    'bedrock',
    { aws_region: 'us-east-1' },
    'arn:aws:bedrock:us-east-1:1:application-inference-profile/ab12',
  ],
  [
    'https://bedrock-mantle.us-east-1.api.aws/v1/chat/completions',
    'openai',
    { base_url: 'https://bedrock-mantle.us-east-1.api.aws/v1' },
  ],
  [
    'https://aiplatform.googleapis.com/v1/projects/p-1/locations/global/publishers/anthropic/models/claude-sonnet-4-5@20250929:rawPredict',
    'google',
    { gcp_project: 'p-1', gcp_location: 'global' },
    'claude-sonnet-4-5@20250929',
  ],
  [
    'https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-flash:generateContent',
    'google',
    { base_url: 'https://aiplatform.googleapis.com/v1/publishers/google' },
    'gemini-2.5-flash',
  ],
  ['https://generativelanguage.googleapis.com/v1beta/openai/chat/completions', 'google', {}],
  ['localhost:11434/v1', 'ollama', { base_url: 'http://localhost:11434' }],
  ['https://llm.corp.example/ollama/api/tags', 'ollama', { base_url: 'https://llm.corp.example/ollama' }],
  [
    'https://gw.corp.example/a/b/v1//embeddings/?x=1#y',
    'openai',
    { base_url: 'https://gw.corp.example/a/b/v1' },
  ],
];

test('every family of addresses is told apart', () => {
  for (const [text, provider, fields, model] of known) {
    const address = read(text);
    assert.equal(address.provider, provider, text);
    assert.deepEqual(address.fields, fields, text);
    assert.equal(address.model, model, text);
  }
});

test('a host that only looks like a known one is a server of its own', () => {
  for (const host of ['api.openai.com.evil.example', 'evil-openai.azure.com.example', 'xapi.openai.com']) {
    assert.equal(read(`https://${host}/v1`).fields.base_url, `https://${host}/v1`);
  }
});

test('a key with a dot in it is no address', () => {
  for (const text of [
    '0123456789abcdef.AbCdEfGh',
    'AQ.Ab8RN6',
    'hello',
    'a.b',
    'https://',
    'https://?',
    'ftp://a.b',
  ]) {
    assert.equal(findUrlPieces(text), undefined, text);
  }
});

test('what a parser would rewrite stays as typed, so that it is refused for what it is', () => {
  assert.equal(read('http://0x7f.1/v1').fields.base_url, 'http://0x7f.1/v1');
});
