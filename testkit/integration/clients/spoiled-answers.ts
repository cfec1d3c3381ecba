import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RawAnswer } from '../../stand-ins/dialogues/dialogue-server.ts';
import type { Account, ClientWorld } from './client-world.ts';

/** What goes wrong with an answer on its way: anything, and several things at once. */
interface Spoiling {
  status: number | undefined;
  headers: Record<string, string>;
  body: Buffer | undefined;
  /** Places, as shares of the length, with what stands there instead. */
  flips: [number, number][];
  /** How much of it arrives; all of it where this is undefined. */
  share: number | undefined;
  breaks: boolean;
}

const often = <T>(value: T, ...others: fc.Arbitrary<T>[]) =>
  fc.oneof({ weight: others.length * 2, arbitrary: fc.constant(value) }, ...others);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const headers = fc.constantFrom<Record<string, string>>(
  { 'content-type': 'text/html' },
  { 'content-type': 'application/json' },
  { 'content-type': 'text/event-stream' },
  { 'content-type': 'application/x-ndjson' },
  { 'content-type': 'application/vnd.amazon.eventstream' },
  { 'content-encoding': 'gzip' },
  { location: 'http://169.254.169.254/' },
  { 'retry-after': 'tomorrow', 'x-amzn-errortype': '\t:' },
);
const bodies = fc.oneof(
  fc.constantFrom(
    '',
    '{}',
    '[]',
    'null',
    '{"error":',
    '{"error":{"message":[]}}',
    'data: [DONE]\n\n',
    '<html>',
  ),
  fc.json(),
);

const spoilings: fc.Arbitrary<Spoiling> = fc.record({
  status: often<number | undefined>(
    undefined,
    fc.constantFrom(201, 204, 302, 400, 401, 403, 404, 408, 413, 418, 422, 429, 500, 502, 503, 529),
  ),
  headers: often({}, headers),
  body: often<Buffer | undefined>(
    undefined,
    bodies.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  ),
  flips: fc.array(fc.tuple(share, fc.nat({ max: 255 })), { maxLength: 3 }),
  share: often<number | undefined>(undefined, share),
  breaks: often(false, fc.constant(true)),
});

function spoil(answer: RawAnswer, spoiling: Spoiling): RawAnswer {
  const bytes = Buffer.from(spoiling.body ?? answer.bytes);
  for (const [place, byte] of spoiling.flips) {
    if (bytes.length > 0) bytes[Math.floor(place * (bytes.length - 1))] = byte;
  }
  const end = spoiling.share === undefined ? bytes.length : Math.floor(spoiling.share * bytes.length);
  return {
    status: spoiling.status ?? answer.status,
    headers: { ...answer.headers, ...spoiling.headers },
    bytes: bytes.subarray(0, end),
    breaks: spoiling.breaks,
  };
}

/** Every call has an end, and whoever called knows which: an answer, an error with a code, a stream without its mark. */
export async function checkSpoiledAnswers(
  world: ClientWorld,
  account: Account,
  numRuns: number,
): Promise<void> {
  const { server } = account;
  let chat = await world.anotherChat(account);
  try {
    await fc.assert(
      fc.asyncProperty(spoilings, fc.boolean(), fc.boolean(), async (spoiling, stream, calls) => {
        server.spoil = (answer) => spoil(answer, spoiling);
        const response = await ask(world, chat, stream, calls);
        await checkAnswer(response, stream);
        // What looks like a dead key or a dead host is not asked again for a while.
        if (response.status === 503) chat = await world.anotherChat(account);
      }),
      { numRuns },
    );
  } finally {
    server.spoil = undefined;
  }
}

function ask({ baseUrl, token }: ClientWorld, model: string, stream: boolean, calls: boolean) {
  const tools = [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }];
  const messages = [{ role: 'user', content: 'Hello from Paris and Oslo' }];
  return fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, messages, stream, ...(calls && { tools }) }),
    signal: AbortSignal.timeout(20_000),
  });
}

async function checkAnswer(response: Response, stream: boolean): Promise<void> {
  if (response.status !== 200) {
    const { error } = (await response.json()) as { error: { message: unknown; code: unknown } };
    assert.ok([400, 413, 502, 503].includes(response.status), `${response.status}: ${JSON.stringify(error)}`);
    assert.equal(typeof error.code, 'string');
    assert.equal(typeof error.message, 'string');
    return;
  }
  if (!stream) {
    const { object, choices } = (await response.json()) as { object: unknown; choices: unknown[] };
    assert.equal(object, 'chat.completion');
    assert.ok(choices.length > 0);
    return;
  }
  checkStream(await response.text());
}

function checkStream(text: string): void {
  const events = text.split('\n\n').filter((event) => event !== '' && !event.startsWith(':'));
  const values = events.map((event) => {
    assert.ok(event.startsWith('data: '), event);
    return event.slice('data: '.length);
  });
  const isDone = values.at(-1) === '[DONE]';
  const read = (isDone ? values.slice(0, -1) : values).map(
    (value) => JSON.parse(value) as { error?: { code?: unknown } },
  );
  const failed = read.find(({ error }) => error !== undefined);
  if (failed) assert.equal(typeof failed.error?.code, 'string');
  assert.ok(isDone !== (failed !== undefined), text);
}
