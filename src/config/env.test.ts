import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readEnvironment } from './env.ts';

test('only our own variables are read from the process', () => {
  process.env['PLUGBOARD_PORT'] = '9000';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'not ours (S10)';
  const environment = readEnvironment();
  assert.equal(environment['PLUGBOARD_PORT'], '9000');
  assert.ok(Object.keys(environment).every((name) => /^(PLUGBOARD_|OTEL_|DATABASE_URL$)/.test(name)));
});
