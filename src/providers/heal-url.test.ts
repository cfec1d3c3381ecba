import assert from 'node:assert/strict';
import { test } from 'node:test';
import { healBaseUrl, readUrl, takeBaseUrl, takeTokenUrl } from './heal-url.ts';
import { DraftFields } from './read-fields.ts';

const knownBases = ['https://api.openai.com/v1', 'https://api.groq.com/openai/v1'];

test('what was pasted after the base is taken away, and told', () => {
  const table: [string, string, number][] = [
    ['https://llm.example/v1', 'https://llm.example/v1', 0],
    ['https://llm.example/v1/', 'https://llm.example/v1', 1],
    ['https://llm.example/v1/chat/completions', 'https://llm.example/v1', 1],
    ['https://llm.example/v1/chat/completions/', 'https://llm.example/v1', 2],
    ['https://llm.example//v1//models', 'https://llm.example/v1', 2],
    ['https://llm.example/v1/embeddings', 'https://llm.example/v1', 1],
    ['HTTPS://LLM.example:8443/V1', 'https://llm.example:8443/V1', 0],
    ['http://gpu-server.internal:8000/v1', 'http://gpu-server.internal:8000/v1', 0],
    ['http://[2001:db8::1]:8000/v1', 'http://[2001:db8::1]:8000/v1', 0],
    // Not every host has a /v1.
    ['https://llm.example', 'https://llm.example', 0],
    ['https://api.openai.com', 'https://api.openai.com/v1', 1],
    ['https://api.openai.com/', 'https://api.openai.com/v1', 1],
    ['https://api.openai.com/chat/completions', 'https://api.openai.com/v1', 2],
    ['https://api.groq.com/openai', 'https://api.groq.com/openai/v1', 1],
    ['https://api.groq.com', 'https://api.groq.com/openai/v1', 1],
    ['https://api.groq.com/other', 'https://api.groq.com/other', 0],
  ];
  for (const [typed, url, healed] of table) {
    const reading = healBaseUrl(typed, { knownBases });
    assert.ok(reading.ok, typed);
    assert.equal(reading.url, url, typed);
    assert.equal(reading.healed.length, healed, `${typed}: ${reading.healed.join()}`);
  }
});

test('S5: what could lead elsewhere than it reads is refused', () => {
  const refused = [
    'ftp://llm.example/v1',
    'file:///etc/passwd',
    'llm.example/v1',
    'localhost:11434',
    'javascript:alert(1)',
    'https://user:marker@llm.example/v1',
    'https://llm.example@evil.example/v1',
    'https://llm.example/v1?key=marker',
    'https://llm.example/v1#marker',
    'https://llm.example/v1/../admin',
    'https://llm.example/./v1',
    'https://llm.example/%2e%2E/admin',
    'https://llm.example/.%2e',
    'https://llm.example/a%2fb',
    'https://llm.example\\@evil.example/',
    'https://llm.example/a b',
    'https://0x7f.1/v1',
    'https://2130706433/v1',
    'https://127.1/v1',
    'https://1.2.3/v1',
    'https:///v1',
    'https://',
    'https://llm.example:99999/v1',
    'https://<resource>.example/v1',
  ];
  for (const typed of refused) {
    const reading = healBaseUrl(typed);
    assert.ok(!reading.ok, typed);
    assert.ok(!reading.detail.includes('marker'), typed);
  }
});

test('a token URL is used as it stands, with its query', () => {
  const reading = readUrl('https://id.example/accesstoken?grant_type=client_credentials', { query: true });
  assert.ok(reading.ok && reading.url === 'https://id.example/accesstoken?grant_type=client_credentials');
});

test('the draft holds the corrected URL, says what was corrected, and refuses by field', () => {
  const draft = new DraftFields({
    base_url: ' https://llm.example/v1/models ',
    token_url: 'http://id.example/token',
  });
  takeBaseUrl(draft, 'base_url', { required: true });
  takeTokenUrl(draft, 'token_url');
  const reading = draft.toReading();
  assert.ok(reading.ok);
  assert.deepEqual(reading.settings, {
    base_url: 'https://llm.example/v1',
    token_url: 'http://id.example/token',
  });
  assert.deepEqual(reading.healed.at(-1), {
    field: 'base_url',
    what: 'took /models away',
    to: 'https://llm.example/v1',
  });
  assert.deepEqual(
    reading.warnings.map(({ field }) => field),
    ['token_url'],
  );
  const bad = new DraftFields({ base_url: 'llm.example' });
  takeBaseUrl(bad, 'base_url', { required: true });
  takeTokenUrl(bad, 'token_url');
  const refused = bad.toReading();
  assert.deepEqual(!refused.ok && refused.problems, [
    { field: 'base_url', detail: 'base_url must start with https:// or http://' },
    { field: 'token_url', detail: 'token_url is required' },
  ]);
});
