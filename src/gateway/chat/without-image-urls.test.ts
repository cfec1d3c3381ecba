import assert from 'node:assert/strict';
import { test } from 'node:test';
import { egressRuleRecord, house, snapshotOf } from '../../../testkit/routing-records.ts';
import { limits } from '../../kernel/limits.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { CallerGone, type CallOver } from '../inbound.ts';
import type { FetchImage } from '../ports.ts';
import { parseChat } from './parse-chat.ts';
import { withoutImageUrls } from './without-image-urls.ts';

const { imageUrlsMax, imagesBytesMax, imagesAtOnce } = limits.gateway;
const small: FetchImage = async (url) => ({ mediaType: 'image/png', base64: `of-${new URL(url).hostname}` });
const hosts = (count: number) => Array.from({ length: count }, (_, at) => `https://h${at}.example.com/`);

function callWith(urls: string[], fetchImage: FetchImage, snapshot: Snapshot = snapshotOf({})) {
  const parts = urls.map((url) => ({ type: 'image_url', image_url: { url } }));
  const text = JSON.stringify({
    messages: [{ role: 'user', content: [{ type: 'text', text: '?' }, ...parts] }],
  });
  let leave: (why: CallOver) => void = () => undefined;
  const call = {
    asked: parseChat(Buffer.from(text)),
    images: new Map<string, string>(),
    wire: {},
    account: { settings: {} },
    caller: { tenantId: 'acme', environment: 'dev' },
    inbound: {
      whenOver(stop: (why: CallOver) => void) {
        leave = stop;
      },
    },
    parts: { fetchImage, snapshot },
  } as const;
  return { call, leave: () => leave(new CallerGone()) };
}

test('images go as data, each is fetched once, and another try fetches none again', async () => {
  const asked: string[] = [];
  const [one = '', two = ''] = hosts(2);
  const { call } = callWith([one, two, one], (url, way) => {
    asked.push(url);
    return small(url, way);
  });
  const ready = await withoutImageUrls(call);
  const sent = JSON.stringify(ready.chat.messages);
  assert.equal(sent.split('data:image/png;base64,of-h0.example.com').length, 3);
  assert.ok(!sent.includes('https:'));
  await withoutImageUrls(call);
  assert.deepEqual(asked, [one, two]);
});

test('one image more than may be named is a 400 that says which, and none is fetched', async () => {
  const fetchNone: FetchImage = () => assert.fail('an image was fetched');
  const { call } = callWith(hosts(imageUrlsMax + 1), fetchNone);
  await assert.rejects(withoutImageUrls(call), {
    code: 'invalid_request',
    errors: [
      {
        field: `messages[0].content[${imageUrlsMax + 1}]`,
        detail: `is one image too many: this model takes at most ${imageUrlsMax} by their URLs`,
      },
    ],
  });
  const repeated = callWith(Array(imageUrlsMax + 1).fill('https://a.example.com/'), fetchNone);
  await assert.rejects(withoutImageUrls(repeated.call), { code: 'invalid_request' });
});

test('few are fetched at a time, and no more of them than there is room for', async () => {
  let running = 0;
  let most = 0;
  let fetched = 0;
  const large: FetchImage = async () => {
    running += 1;
    fetched += 1;
    most = Math.max(most, running);
    await new Promise(setImmediate);
    running -= 1;
    return { mediaType: 'image/png', base64: 'x'.repeat(imagesBytesMax / 8) };
  };
  const { call } = callWith(hosts(imageUrlsMax), large);
  await assert.rejects(withoutImageUrls(call), { code: 'invalid_request', message: /more than \d+ bytes/ });
  assert.equal(most, imagesAtOnce);
  assert.ok(fetched < imageUrlsMax, `${fetched} were fetched`);
});

test('an image that stands in many places counts with each', async () => {
  const half: FetchImage = async () => ({ mediaType: 'image/png', base64: 'x'.repeat(imagesBytesMax / 2) });
  const { call } = callWith(['https://a.example.com/', 'https://a.example.com/'], half);
  await assert.rejects(withoutImageUrls(call), { code: 'invalid_request' });
});

test('S31 a caller who leaves stops every image, and none is asked for after that', async () => {
  let asked = 0;
  let stopped = 0;
  const never: FetchImage = (_url, { signal }) => {
    asked += 1;
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => {
        stopped += 1;
        resolve(undefined);
      });
    });
  };
  const { call, leave } = callWith(hosts(imageUrlsMax), never);
  const work = withoutImageUrls(call);
  leave();
  await assert.rejects(work, CallerGone);
  assert.deepEqual([asked, stopped], [imagesAtOnce, imagesAtOnce]);
});

test('an image that is not to be had stops those that are still under way', async () => {
  const signals: AbortSignal[] = [];
  const { call } = callWith(hosts(3), (url, { signal }) => {
    signals.push(signal);
    if (url.includes('h1')) return Promise.resolve(undefined);
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined)));
  });
  await assert.rejects(withoutImageUrls(call), {
    message: /messages\[0\]\.content\[2\] names an image that/,
  });
  assert.ok(signals.every(({ aborted }) => aborted));
});

test('an image on a host that the environment’s lock forbids is refused, and nothing is fetched', async () => {
  const lock = {
    tenantId: 'acme',
    environment: 'dev',
    managedNever: false,
    regions: null,
    hosts: ['*.example.com'],
    pendingLoosening: null,
    updatedAt: 0,
  } as const;
  const locked = snapshotOf({ locks: [{ ...lock, hosts: [...lock.hosts] }] });
  assert.ok(await withoutImageUrls(callWith(hosts(1), small, locked).call));
  const urls = ['https://a.example.com/', 'https://elsewhere.example.org/', 'https:///'];
  for (const url of urls.slice(1)) {
    const { call } = callWith([urls[0] ?? '', url], () => assert.fail('an image was fetched'), locked);
    await assert.rejects(withoutImageUrls(call), {
      code: 'target_locked',
      message: /^messages\[0\]\.content\[2\] names an image on a host that the lock/,
    });
  }
});

test('images are fetched by the caller’s rules: those of the platform open its network to no tenant', async () => {
  const own = egressRuleRecord({ id: 'own', host: 'images.acme.internal' });
  const platforms = egressRuleRecord({ id: 'theirs', tenantId: house.tenantId, host: 'llm.internal' });
  const seen: unknown[] = [];
  const { call } = callWith(
    hosts(1),
    (url, way) => {
      seen.push(...way.rules);
      return small(url, way);
    },
    snapshotOf({ egressRules: [own, platforms] }),
  );
  await withoutImageUrls(call);
  assert.deepEqual(seen, [own]);
});
