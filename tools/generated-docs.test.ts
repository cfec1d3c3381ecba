import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissions } from '../src/control/permissions.ts';
import { routes } from '../src/http/routes/index.ts';
import { errorRegistry } from '../src/kernel/errors.ts';
import { consoleApiFile, consoleApiTypes } from './console-api.ts';
import { generatedDocs } from './generated-docs.ts';
import { readRepositoryFile } from './repository-files.ts';

for (const [file, write] of Object.entries(generatedDocs)) {
  test(`${file} says what the code says; \`npm run docs\` writes it anew`, () => {
    assert.equal(readRepositoryFile(file), write());
  });
}

test(`${consoleApiFile} says what the OpenAPI document says; \`npm run docs\` writes it anew`, async () => {
  assert.equal(readRepositoryFile(consoleApiFile), await consoleApiTypes());
});

test('docs/errors.md has every code with its status, and docs/permissions.md every permission and route', () => {
  const errors = readRepositoryFile('docs/errors.md');
  for (const [code, { status }] of Object.entries(errorRegistry)) {
    assert.ok(errors.includes(`| \`${code}\` | ${status} |`), code);
  }
  const pages = readRepositoryFile('docs/permissions.md');
  for (const name of Object.keys(permissions)) assert.ok(pages.includes(`| \`${name}\` |`), name);
  for (const { method, path } of routes) {
    const url = path.replace(/:([a-z_]+)/g, '{$1}');
    assert.ok(pages.includes(`\`${method} ${url}\``), `${method} ${url}`);
  }
});
