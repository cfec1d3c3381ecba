import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { schemaFile, schemaSources, sourceOf } from './request-schemas.ts';

test('the schemas of providers’ requests are made from the packages that are installed', () => {
  for (const name of Object.keys(schemaSources) as (keyof typeof schemaSources)[]) {
    const { $comment } = JSON.parse(readFileSync(schemaFile(name), 'utf8')) as { $comment: string };
    assert.equal($comment, `Made by tools/request-schemas.ts from ${sourceOf(name)}`, 'run the script');
  }
});
