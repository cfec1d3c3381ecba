import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { encodeSegment, fillModel, isHostOf, isUrlPart, joinUrl } from './url-parts.ts';

test('S5: a model’s name stays one segment of its path, whatever it holds', () => {
  for (const name of ['a/b', '../admin', 'a?b=c', 'a#b', 'a\\b', 'a@b:80', 'модель', 'x:v1', 'a%2fb', '$&']) {
    const url = new URL(joinUrl('https://llm.example/v1', fillModel('/deployments/{model}/chat', name)));
    assert.equal(url.origin, 'https://llm.example');
    const segments = url.pathname.split('/');
    assert.equal(segments.length, 5, name);
    assert.equal(decodeURIComponent(segments[3] ?? ''), name);
    assert.equal(url.search, '');
  }
});

test('what can be no segment is refused', () => {
  for (const name of ['', ' ', '.', '..', '%2e%2e', '.%2E', 'a\nb', 'a\0', '\ud800']) {
    assert.throws(() => encodeSegment(name), PlugboardError, JSON.stringify(name));
  }
});

test('parts of hosts are plain', () => {
  for (const part of ['us-west-2', 'myresource', 'a']) assert.ok(isUrlPart(part), part);
  for (const part of ['', 'a.b', 'A', 'a/b', 'a@b', '..', 'a\n', 'a'.repeat(64)])
    assert.ok(!isUrlPart(part), part);
});

test('a host is a provider’s own by its whole name, not by its letters', () => {
  assert.ok(isHostOf('https://api.openai.com/v1', 'api.openai.com'));
  assert.ok(isHostOf('https://eu.api.openai.com/v1', 'api.openai.com'));
  assert.ok(!isHostOf('https://evilapi.openai.com/v1', 'api.openai.com'));
  assert.ok(!isHostOf('https://api.openai.com.evil.example/v1', 'api.openai.com'));
});
