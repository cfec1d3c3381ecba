import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { egressRuleRecord } from '../../testkit/routing-records.ts';
import { startLoopbackServer } from '../../testkit/stand-ins/loopback-server.ts';
import { createImageFetcher } from './fetch-image.ts';
import { createProviderClient } from './provider-client.ts';

const onLoopback = egressRuleRecord({ cidr: '127.0.0.1/32', plainHttp: true });
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);

async function fetcherOf(t: TestContext, listener: RequestListener) {
  const client = createProviderClient({
    bounds: { connectMs: 2_000, socketAgeMs: 60_000, idleMs: 5_000, poolsMax: 10 },
  });
  const server = await startLoopbackServer(listener);
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { url: `${server.origin}/it.png`, fetchImage: createImageFetcher(client, []) };
}

test('an image comes as what it is, by the rules of the tenant alone, and a page is none', async (t) => {
  const { url, fetchImage } = await fetcherOf(t, ({ url: path }, response) =>
    response.end(path === '/it.png' ? png : '<html>'),
  );
  const { signal } = new AbortController();
  const rules = [onLoopback];
  const image = { mediaType: 'image/png', base64: png.toString('base64') };
  assert.deepEqual(await fetchImage(url, { rules, signal }), image);
  assert.equal(await fetchImage(`${url}/page`, { rules, signal }), undefined);
  assert.equal(await fetchImage(url, { rules: [], signal }), undefined);
});

test('S31 the server of an image that nobody waits for any more is left', async (t) => {
  const stop = new AbortController();
  let left: (value: unknown) => void = () => undefined;
  const closed = new Promise((resolve) => {
    left = resolve;
  });
  const { url, fetchImage } = await fetcherOf(t, (_request, response) => {
    response.once('close', left);
    response.writeHead(200, { 'content-type': 'image/png' }).write(png);
    stop.abort();
  });
  assert.equal(await fetchImage(url, { rules: [onLoopback], signal: stop.signal }), undefined);
  await closed;
});
