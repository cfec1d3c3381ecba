import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTestApp, type TestApp } from '../../../testkit/harness.ts';
import { framedBy } from '../content-policy.ts';
import { readBuiltConsole } from './built-console.ts';

describe('the console’s files', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({
      storage: 'postgres',
      env: { PLUGBOARD_EMBED_ORIGINS: 'https://app.example.com, http://localhost:3000' },
    });
  });
  after(() => app.close());

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(app.url + path, { redirect: 'manual', headers: { 'accept-encoding': 'identity', ...headers } });
  const navigate = (path: string) => ask(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

  test('any address of a page answers with the console’s document, which is never kept', async () => {
    const start = await (await navigate('/')).text();
    assert.match(start, /<div id="console">/);
    for (const path of ['/t/acme/prod/models', '/operator', '/nothing/of/the/kind']) {
      const answer = await navigate(path);
      assert.deepEqual([answer.status, await answer.text()], [200, start], path);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
    }
  });

  test('a program, and whoever misses a call of the API or an asset, is told that nothing is there', async () => {
    for (const path of ['/nothing', '/t/acme/prod/models']) assert.equal((await ask(path)).status, 404, path);
    for (const path of [
      '/ai',
      '/ai/api/v1/nothing',
      '/v1',
      '/assets/nothing.js',
      '/assets/',
      '/signin/nothing',
    ]) {
      assert.equal((await navigate(path)).status, 404, path);
    }
    for (const path of [
      '/assets/..%2findex.html',
      '/assets/%2e%2e/index.html',
      '/assets/index.html',
      '/assets/__proto__',
    ]) {
      assert.equal((await ask(path)).status, 404, path);
    }
  });

  test('assets may be kept for ever, and come compressed as the browser takes them', async () => {
    const [script] = /\/assets\/index-[\w-]+\.js/.exec(await (await ask('/')).text()) ?? [''];
    const plain = await ask(script);
    assert.equal(plain.headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(plain.headers.get('content-type'), 'text/javascript; charset=utf-8');
    const whole = await plain.text();
    const wishes = {
      'gzip, deflate, br, zstd': 'br',
      gzip: 'gzip',
      'br;q=0, gzip': 'gzip',
      'gzip;q=0.5, br;q=0.1': 'br',
      'br;q=0': null,
      identity: null,
    };
    for (const [wish, encoding] of Object.entries(wishes)) {
      const answer = await ask(script, { 'accept-encoding': wish });
      assert.equal(answer.headers.get('content-encoding'), encoding, wish);
      assert.equal(answer.headers.get('vary'), 'accept-encoding');
      assert.equal(await answer.text(), whole, wish);
    }
  });

  test('S49 only the pages for frames may be framed, by the configured origins alone, and by nobody without any', async () => {
    const framing = async (path: string) => {
      const { headers } = await navigate(path);
      const policy = headers.get('content-security-policy') ?? '';
      return [/frame-ancestors ([^;]+)/.exec(policy)?.[1], headers.get('x-frame-options')];
    };
    assert.deepEqual(await framing('/embed/t/acme/prod/models'), [
      'https://app.example.com http://localhost:3000',
      null,
    ]);
    for (const path of ['/', '/t/acme/prod/models', '/signin', '/embedded', '/embed']) {
      assert.deepEqual(await framing(path), ["'none'", 'SAMEORIGIN'], path);
    }
    assert.deepEqual(framedBy([]).contentSecurityPolicy.directives.frameAncestors, ["'none'"]);
  });

  test('where the console was not built there is none, and nothing else is wrong', () => {
    assert.equal(readBuiltConsole(new URL('nowhere/', import.meta.url)), undefined);
  });
});
