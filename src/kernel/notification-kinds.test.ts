import assert from 'node:assert/strict';
import { test } from 'node:test';
import { notificationKindNames, notificationKinds, toWords } from './notification-kinds.ts';

test('every kind says what happened to administrators, and to users in other words where it concerns them', () => {
  for (const kind of notificationKindNames) {
    const { title, text, userText } = toWords(kind, {});
    assert.ok(title.length > 0 && text.length > title.length, kind);
    if (userText !== null) assert.notEqual(userText, text, kind);
    // Users neither know of hosts nor of what a credential is called.
    assert.doesNotMatch(notificationKinds[kind].userText ?? '', /\{/, kind);
  }
});

test('S32 a fact with line breaks stays on its line: titles become subjects of mails', () => {
  const { title } = toWords('credential.recovered', { name: 'A\r\nBcc: thief@evil.example\u0000' });
  assert.equal(title, 'A Bcc: thief@evil.example  works again');
});

test('numbers and times are said as people read them, and anything else as it is', () => {
  const budget = { budget: 'tokens per month', calls: 'refused', amount: 900_000 };
  const { text } = toWords('budget.spent', { ...budget, resets_at: '2026-12-01T00:00:00.000Z' });
  assert.match(text, /The budget of 900,000 for .+ are refused until 1 Dec 2026, 00:00 UTC\./);
  assert.equal(toWords('budget.threshold', { percent: 80 }).title, 'A budget is used to 80 %');
  const { title } = toWords('credential.recovered', { name: '2026-99-99T00:00:00.000Z' });
  assert.equal(title, '2026-99-99T00:00:00.000Z works again');
});

test('a fact that looks like a place for another is not filled in again', () => {
  const { text } = toWords('credential.recovered', { name: '{host}', host: 'h.example' });
  assert.match(text, /The credential \{host\} \(h\.example\)/);
});
