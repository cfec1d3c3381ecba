import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findRetryAfterMs, parseDurationMs } from './retry-hint.ts';

const date = 'Sat, 21 Nov 2026 08:00:00 GMT';

/** Forms after reference/wire-protocols.md, section 15.3. */
const table: [
  name: string,
  headers: Record<string, string>,
  expected: number | undefined,
  body?: unknown,
  message?: string,
][] = [
  ['milliseconds', { 'retry-after-ms': '120.5' }, 121],
  ['milliseconds before seconds', { 'retry-after-ms': '10', 'retry-after': '5' }, 10],
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['fraction of seconds', { 'retry-after': '0.5' }, 500],
  ['HTTP date', { 'retry-after': 'Sat, 21 Nov 2026 08:00:30 GMT', date }, 30_000],
  ['HTTP date that has passed', { 'retry-after': 'Sat, 21 Nov 2026 07:00:00 GMT', date }, 0],
  ['HTTP date without the server’s own time', { 'retry-after': 'Sat, 21 Nov 2026 08:00:30 GMT' }, undefined],
  [
    'requests used up',
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' },
    360_000,
  ],
  ['tokens left', { 'x-ratelimit-remaining-tokens': '50', 'x-ratelimit-reset-tokens': '6m0s' }, undefined],
  [
    'the longest of what is used up',
    {
      'x-ratelimit-remaining-requests': '0',
      'x-ratelimit-reset-requests': '2m59.56s',
      'x-ratelimit-remaining-tokens': '0',
      'x-ratelimit-reset-tokens': '7.66s',
    },
    179_560,
  ],
  [
    'Anthropic’s instant',
    {
      'anthropic-ratelimit-requests-remaining': '0',
      'anthropic-ratelimit-requests-reset': '2026-11-21T08:00:12Z',
      date,
    },
    12_000,
  ],
  ['Gemini', {}, 34_400, { error: { details: [{ '@type': 'RetryInfo', retryDelay: '34.4s' }] } }],
  ['Gemini in words', {}, 37_025_700, {}, 'Quota exceeded. Please retry in 10h17m5.7s.'],
  ['Azure in words', {}, 7_000, {}, 'Please retry after 7 seconds. To increase'],
  ['Azure, other words', {}, 5_000, {}, 'Try again in 5 seconds.'],
  ['nothing', {}, undefined, {}, 'slow down'],
  ['nonsense', { 'retry-after': 'soon' }, undefined],
  ['negative', { 'retry-after': '-5' }, undefined],
  ['beyond reason', { 'retry-after': '99999999999' }, 86_400_000],
];

test('every form of a hint is read', () => {
  for (const [name, headers, expected, body = null, message = ''] of table) {
    assert.equal(findRetryAfterMs({ status: 429, headers, body }, message), expected, name);
  }
});

test('durations are read whole or not at all', () => {
  assert.equal(parseDurationMs('120ms'), 120);
  assert.equal(parseDurationMs('1h1m1s'), 3_661_000);
  assert.equal(parseDurationMs('1.5'), 1_500);
  assert.equal(parseDurationMs('5 days'), undefined);
  assert.equal(parseDurationMs(`${'1h'.repeat(50_000)}x`), undefined);
});
