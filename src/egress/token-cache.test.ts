import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TokenCache } from './token-cache.ts';

function setUp() {
  const time = { now: 0 };
  const cache = new TokenCache<string>(() => time.now);
  let made = 0;
  const make = async (lifetimeMs = 3_600_000) => {
    made += 1;
    return { value: `token ${made}`, lifetimeMs };
  };
  return { time, cache, make, made: () => made };
}

const turn = () => new Promise((done) => setImmediate(done));

test('fifty who ask at once get one token, asked for once', async () => {
  const { cache, make, made } = setUp();
  const got = await Promise.all(Array.from({ length: 50 }, () => cache.get('a@1', 'k', make)));
  assert.deepEqual([made(), new Set(got.map(({ value }) => value)).size], [1, 1]);
  assert.deepEqual(await cache.get('a@1', 'k', make), { value: 'token 1', fresh: false });
});

test('a token is renewed 300 s early, or a tenth of its life, while it is still given out', async () => {
  for (const [lifetimeMs, early] of [
    [3_600_000, 300_000],
    [600_000, 60_000],
  ] as const) {
    const { cache, time, make, made } = setUp();
    const get = () => cache.get('a@1', 'k', () => make(lifetimeMs));
    await get();
    time.now = lifetimeMs - early - 1;
    await get();
    assert.equal(made(), 1);
    time.now += 1;
    assert.equal((await get()).value, 'token 1');
    await turn();
    assert.equal((await get()).value, 'token 2');
    assert.equal(made(), 2);
  }
});

test('a renewal that fails hurts nobody until the token ends; then the failure is told', async () => {
  const { cache, time, make } = setUp();
  await cache.get('a@1', 'k', make);
  const fail = () => Promise.reject(new Error('down'));
  time.now = 3_400_000;
  assert.equal((await cache.get('a@1', 'k', fail)).value, 'token 1');
  await turn();
  time.now = 3_599_999;
  assert.equal((await cache.get('a@1', 'k', fail)).value, 'token 1');
  await turn();
  time.now = 3_600_000;
  await assert.rejects(cache.get('a@1', 'k', fail), /down/);
});

test('a failure is kept for a few seconds, so that a broken identity provider is not stormed', async () => {
  const { cache, time, make, made } = setUp();
  let asked = 0;
  const fail = () => {
    asked += 1;
    return Promise.reject(new Error('down'));
  };
  for (let times = 0; times < 20; times += 1) await assert.rejects(cache.get('a@1', 'k', fail), /down/);
  assert.equal(asked, 1);
  // Another version of the secret is another account: it is tried at once.
  assert.equal((await cache.get('a@2', 'k', make)).value, 'token 1');
  time.now += 5_000;
  assert.equal((await cache.get('a@1', 'k', make)).value, 'token 2');
  assert.equal(made(), 2);
});

test('a token that was refused is dropped, but never the newer one that another caller already got', async () => {
  const { cache, make } = setUp();
  const { value } = await cache.get('a@1', 'k', make);
  cache.drop('a@1', 'k', value);
  assert.deepEqual(await cache.get('a@1', 'k', make), { value: 'token 2', fresh: true });
  cache.drop('a@1', 'k', value);
  assert.deepEqual(await cache.get('a@1', 'k', make), { value: 'token 2', fresh: false });
});

test('S11 accounts share nothing, and what is forgotten while it is fetched is not kept', async () => {
  const { cache, make } = setUp();
  let give: (token: { value: string; lifetimeMs: number }) => void = () => undefined;
  const slow = cache.get('a@1', 'k', () => new Promise((done) => (give = done)));
  cache.forget('a@1');
  give({ value: 'old', lifetimeMs: 3_600_000 });
  assert.equal((await slow).value, 'old');
  assert.equal((await cache.get('a@1', 'k', make)).value, 'token 1');
  assert.equal((await cache.get('b@1', 'k', make)).value, 'token 2');
  assert.equal((await cache.get('a@1', 'other', make)).value, 'token 3');
});

test('what has ended makes room where the cache is full', async () => {
  const time = { now: 0 };
  const cache = new TokenCache<string>(() => time.now, 10);
  const make = async () => ({ value: 'x', lifetimeMs: 1_000 });
  for (let index = 0; index < 10; index += 1) await cache.get(`${index}`, 'k', make);
  assert.equal((await cache.get('0', 'k', make)).fresh, false);
  time.now = 2_000;
  await cache.get('new', 'k', make);
  assert.equal(cache.size, 1);
});
