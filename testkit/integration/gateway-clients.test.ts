import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { aiSdk } from './clients/ai-sdk.ts';
import { type Account, type ClientWorld, openClientWorld } from './clients/client-world.ts';
import { langchain } from './clients/langchain.ts';
import { openaiSdk } from './clients/openai-sdk.ts';
import { checkSpoiledAnswers } from './clients/spoiled-answers.ts';
import type { CreateClient, TestClient } from './clients/test-client.ts';

/** A picture of no interest; what counts is that all of it arrives. */
const pictureBytes = 68;
const picture = `data:image/png;base64,${Buffer.alloc(pictureBytes, 7).toString('base64')}`;

const names = ['openai', 'openai-compatible', 'azure', 'anthropic', 'bedrock', 'gemini', 'vertex', 'ollama'];

const clients: Record<string, CreateClient> = {
  'the OpenAI SDK': openaiSdk,
  'the AI SDK': aiSdk,
  LangChain: langchain,
};

describe('clients as they are published', () => {
  let world: ClientWorld;
  before(async () => {
    world = await openClientWorld();
  });
  after(() => world.close());

  for (const account of names) {
    test(`whatever ${account} answers, the caller is told how it ended`, async () => {
      const found = world.accounts.find((one) => one.name === account) ?? assert.fail(account);
      await checkSpoiledAnswers(world, found, 60);
    });
  }

  for (const [name, create] of Object.entries(clients)) {
    for (const account of names) {
      describe(`${name} with ${account}`, () => {
        const at = () => ({
          client: create({ baseUrl: world.baseUrl, apiKey: world.token }),
          account: world.accounts.find((one) => one.name === account) ?? assert.fail(account),
        });
        // What comes of a failure at each provider is the same for all clients; how a client reads it, for all providers.
        accountSuite(at, create === openaiSdk || account === 'openai' || account === 'anthropic');
      });
    }
  }
});

type At = () => { client: TestClient; account: Account };

function accountSuite(at: At, tellsAllFailures: boolean): void {
  for (const stream of [false, true]) {
    const way = stream ? 'in a stream' : 'as a whole';
    test(`a chat is answered ${way}, with its end and its tokens`, async () => {
      const { client, account } = at();
      const spoken = await client.say(account.chat, { text: 'Grüß Gott 🙂', stream });
      assert.equal(spoken.text, 'You said: Grüß Gott 🙂 — naïve, 漢字, 🙂.');
      assert.equal(spoken.finish, 'stop');
      assert.deepEqual(spoken.usage, { input: 11, output: 7 });
      assert.deepEqual(account.server.problems, []);
    });

    test(`tools are called side by side and answered, ${way}`, async () => {
      const { client, account } = at();
      const before = account.server.bodies.length;
      const prompt = { text: 'The weather in Paris, Oslo and Łódź?', stream };
      const { text, calls } = await client.runTools(account.chat, prompt);
      const cities = calls.map(({ input }) => (input as { city: string }).city);
      assert.deepEqual(cities, ['Paris', 'Oslo', 'Łódź']);
      const notes = calls.map(({ input }) => (input as { note: string }).note);
      assert.deepEqual([...new Set(notes)], ['a "b" \\ ü']);
      assert.equal(new Set(calls.map(({ id }) => id)).size, 3);
      assert.equal(text, 'The tools said: Paris: 21 °C and Oslo: 21 °C and Łódź: 21 °C. 🙂');
      assert.equal(account.server.bodies.length, before + 2);
      assert.deepEqual(account.server.problems, []);
    });

    test(`a tool without arguments is called, ${way}`, async () => {
      const { client, account } = at();
      const { calls } = await client.runTools(account.chat, { text: 'Call it.', stream });
      assert.deepEqual(
        calls.map(({ input }) => input),
        [{}],
      );
      assert.deepEqual(account.server.problems, []);
    });

    test(`JSON by a schema comes ${way}`, async () => {
      const { client, account } = at();
      const value = await client.writeJson(account.chat, { text: 'A colour.', stream });
      assert.deepEqual(value, { colour: 'blue "sky"', count: 7, tags: ['a'] });
      assert.deepEqual(account.server.problems, []);
    });

    test(`an image arrives with all its bytes, and its answer ${way}`, async () => {
      const { client, account } = at();
      const { text } = await client.say(account.chat, { text: 'What is it?', image: picture, stream });
      assert.equal(text, `I see 1 of ${pictureBytes} bytes.`);
      assert.deepEqual(account.server.problems, []);
    });

    if (tellsAllFailures) failureTests(at, stream, way);
  }

  test('thoughts that the model signed go back with the results of its calls', async () => {
    const { client, account } = at();
    if (account.name !== 'anthropic') return;
    for (const stream of [false, true]) {
      const prompt = { text: 'The weather in Oslo?', stream, effort: 'low' as const };
      const { text } = await client.runTools(account.chat, prompt);
      assert.equal(text, 'The tools said: Oslo: 21 °C. 🙂');
      const { thinking } = account.server.bodies.at(-1) as { thinking?: { type: string } };
      assert.equal(thinking?.type, 'enabled');
      assert.deepEqual(account.server.problems, []);
    }
  });

  test('whoever stops reading a stream stops it at the provider', async () => {
    const { client, account } = at();
    const before = account.server.cut;
    const stopping = new AbortController();
    const reading = client.say(account.chat, {
      text: 'SLOW',
      stream: true,
      signal: stopping.signal,
      onText: () => stopping.abort(),
    });
    await reading.catch(() => undefined);
    await eventually('the provider sees the end', () => account.server.cut === before + 1);
  });

  test('each text has its vector, in order', async () => {
    const { client, account } = at();
    if (account.embedding === undefined) return;
    const texts = ['one', 'three', 'seventeen'];
    const vectors = await client.embed(account.embedding, texts);
    // Some are brought to unit length on the way, which changes no proportion.
    const ratios = vectors.map(([first = 0, , third = 0]) => Math.round((first / third) * 1000) / 1000);
    assert.deepEqual(
      ratios,
      texts.map((text) => text.length / 8),
    );
    assert.deepEqual(account.server.problems, []);
  });
}

function failureTests(at: At, stream: boolean, way: string): void {
  async function failing(model: string, text: string) {
    const { client } = at();
    try {
      const { finish } = await client.say(model, { text, stream });
      return { status: 200, code: finish };
    } catch (error) {
      return client.failureOf(error);
    }
  }

  test(`a refused key is said to be one, asked for ${way}`, async () => {
    const failure = await failing(at().account.refused, 'Hello');
    assert.deepEqual(failure, { status: 503, code: 'credential_invalid' });
  });

  test(`too long a prompt is the caller’s own mistake, asked for ${way}`, async () => {
    const failure = await failing(at().account.chat, 'FAIL:context');
    assert.deepEqual(failure, { status: 400, code: 'context_length_exceeded' });
  });

  test(`a provider that is overloaded or at its limit is unavailable, asked for ${way}`, async () => {
    for (const mishap of ['overloaded', 'rate']) {
      const failure = await failing(at().account.chat, `FAIL:${mishap}`);
      assert.deepEqual(failure, { status: 503, code: 'llm_unavailable' }, mishap);
    }
  });

  test(`an answer that is none is the provider’s fault, asked for ${way}`, async () => {
    const failure = await failing(at().account.chat, 'FAIL:nonsense');
    assert.deepEqual(failure, { status: 502, code: 'upstream_error' });
  });
}
