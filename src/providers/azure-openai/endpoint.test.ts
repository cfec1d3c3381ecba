import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAzureEndpoint } from './endpoint.ts';

const host = 'https://myresource.openai.azure.com';

/** What people paste, after reference/wire-protocols.md, section 6.1. */
const table: [typed: string, endpoint: string, apiVersion?: string][] = [
  [host, host],
  [`${host}/`, host],
  [`${host}//`, host],
  [`${host}/openai`, host],
  [`${host}/openai/`, host],
  [`${host}/openai/deployments/prod-chat`, host],
  [`${host}/openai/deployments/prod-chat/chat/completions?api-version=2024-10-21`, host, '2024-10-21'],
  [`${host}/openai/models?api-version=2024-10-21`, host, '2024-10-21'],
  [`${host}/openai/v1`, `${host}/openai/v1`],
  [`${host}/openai/v1/`, `${host}/openai/v1`],
  [`${host}/openai/v1/chat/completions`, `${host}/openai/v1`],
  [`${host}/openai/v1/chat/completions?api-version=preview`, `${host}/openai/v1`, 'preview'],
  ['https://r.services.ai.azure.com', 'https://r.services.ai.azure.com'],
  ['https://r.services.ai.azure.com/openai/v1/', 'https://r.services.ai.azure.com/openai/v1'],
  ['https://r.services.ai.azure.com/models', 'https://r.services.ai.azure.com/openai/v1'],
  [
    'https://r.services.ai.azure.com/models/chat/completions?api-version=2024-05-01-preview',
    'https://r.services.ai.azure.com/openai/v1',
    '2024-05-01-preview',
  ],
  ['https://r.services.ai.azure.com/api/projects/p1', 'https://r.services.ai.azure.com/openai/v1'],
  ['https://r.cognitiveservices.azure.com/openai/deployments/d', 'https://r.cognitiveservices.azure.com'],
  ['https://r.openai.azure.us/', 'https://r.openai.azure.us'],
  ['https://apim.corp.example/llm/openai/deployments/d/chat/completions', 'https://apim.corp.example/llm'],
  ['https://apim.corp.example/llm/openai/v1', 'https://apim.corp.example/llm/openai/v1'],
  ['https://apim.corp.example/llm', 'https://apim.corp.example/llm'],
  ['HTTPS://MyResource.OpenAI.Azure.com/', host],
];

test('every form of an endpoint is brought into one', () => {
  for (const [typed, endpoint, apiVersion] of table) {
    const reading = readAzureEndpoint(typed);
    assert.ok(reading.ok, typed);
    assert.equal(reading.endpoint, endpoint, typed);
    assert.equal(reading.apiVersion, apiVersion, typed);
  }
});

test('what could lead elsewhere is refused', () => {
  for (const typed of [
    'myresource.openai.azure.com',
    'https://user@myresource.openai.azure.com',
    `${host}/../x`,
    `${host}/#x`,
    'https://<resource>.openai.azure.com',
    'ftp://x',
  ]) {
    assert.ok(!readAzureEndpoint(typed).ok, typed);
  }
});
