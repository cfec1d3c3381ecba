import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDatabase } from './postgres.ts';
import { preparePostgresTemplate, sharedPostgresUrl } from './shared-storage.ts';

test('copies that are made at the same time do not get in each other’s way', async () => {
  const server = await sharedPostgresUrl();
  const template = await preparePostgresTemplate(server);
  const made = await Promise.all(Array.from({ length: 4 }, () => createDatabase(server, template)));
  assert.equal(new Set(made).size, made.length);
});
