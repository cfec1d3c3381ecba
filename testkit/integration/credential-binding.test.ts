import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Arrival } from '../stand-ins/hostile-upstream.ts';
import { wholeAnswers } from '../stand-ins/sample-streams.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { addCredential, type GatewayWorld, startGatewayWorld } from './gateway-world.ts';

const converse = {
  output: { message: { role: 'assistant', content: [{ text: 'hello' }] } },
  stopReason: 'end_turn',
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
};
const llama = { model: 'llama', message: { role: 'assistant', content: 'hello' }, done: true };

/** What a server at a bare address answers on each wire that it could be asked on. */
const answers: [RegExp, unknown][] = [
  [/\/chat\/completions$/, wholeAnswers.openai],
  [/\/v1\/messages$/, wholeAnswers.anthropic],
  [/\/converse$/, converse],
  [/\/api\/chat$/, llama],
];

const apiKey = { creds_type: 'API_KEY', api_key: 'key-of-some-gateway-0123456789' };
const awsKeys = {
  creds_type: 'AWS',
  aws_access_key_id: 'AKIA0123456789ABCDEF',
  aws_secret_access_key: 'secret/0123456789',
  aws_region: 'us-west-2',
};

describe('whose wire an account with an address of its own is called on', () => {
  let world: GatewayWorld;
  let paths: string[] = [];
  const play = (arrival: Arrival) => {
    paths.push(arrival.path);
    const [, body] = answers.find(([path]) => path.test(arrival.path)) ?? [];
    arrival.answer(body === undefined ? 404 : 200, body ?? {});
  };
  before(async () => {
    world = await startGatewayWorld();
    world.upstream.play(play);
  });
  beforeEach(() => {
    paths = [];
  });
  after(async () => {
    const unexpected = unexpectedIn(world.app);
    await world.close();
    assert.deepEqual(unexpected, []);
  });

  const connect = (fields: Record<string, unknown>, name: string) =>
    addCredential(world.api, { base_url: world.upstream.origin, ...fields, name });
  const nameModel = (llm_credentials_id: string, provider: string, name: string) =>
    world.api.call('POST', '/config/llm', { name, provider, llm_credentials_id, model_name: 'some-model' });
  const providerOf = async (id: string) => (await world.api.get(`/llm_credentials/${id}`)).body['provider'];

  for (const [provider, fields, path] of [
    ['openai', apiKey, /\/chat\/completions$/],
    ['anthropic', apiKey, /\/v1\/messages$/],
    ['ollama', apiKey, /\/api\/chat$/],
    ['openai', awsKeys, /\/chat\/completions$/],
    ['bedrock', awsKeys, /\/converse$/],
    ['bedrock', { ...awsKeys, base_url: undefined }, undefined],
  ] as const) {
    const where = path ? 'an address' : 'none';
    test(`that of ${provider} where a model config says so (${fields.creds_type}, ${where})`, async () => {
      const name = `${provider} by ${fields.creds_type}, ${where}`;
      const id = await connect(fields, name);
      const named = await nameModel(id, provider, name);
      assert.equal(named.status, 201, named.text);
      assert.equal(await providerOf(id), provider);
      const other = await nameModel(id, provider === 'openai' ? 'anthropic' : 'openai', `${name} too`);
      assert.deepEqual([other.status, other.body['code']], [400, 'credential_bound'], other.text);
      if (!path) return;
      const answer = await world.chat(name);
      assert.equal(answer.status, 200, await answer.text());
      assert.match(paths.join(), path);
    });
  }

  test('OpenAI’s as long as nobody says anything; whoever names another one decides', async () => {
    const id = await connect(apiKey, 'Nobody’s');
    assert.equal(await providerOf(id), 'openai');
    const answer = await world.chat('nobody-s/some-model');
    assert.equal(answer.status, 200, await answer.text());
    assert.match(paths.join(), /\/chat\/completions$/);
    world.upstream.play((arrival) => arrival.answer(401, {}));
    await world.api.call('POST', `/llm_credentials/${id}/validate`, { model_name: 'some-model' });
    assert.equal((await world.api.get(`/llm_credentials/${id}`)).body['status'], 'auth_failed');
    assert.equal((await nameModel(id, 'anthropic', 'Refused as OpenAI')).status, 201);
    assert.equal((await world.api.get(`/llm_credentials/${id}`)).body['status'], 'untested');
    world.upstream.play(play);
    const body = { provider: 'anthropic', model_name: 'some-model' };
    const checked = await world.api.call('POST', `/llm_credentials/${id}/validate`, body);
    assert.deepEqual([checked.status, checked.body['valid']], [200, true], checked.text);
    assert.equal(await providerOf(id), 'anthropic');
  });

  test('to say what was assumed changes nothing about the key: a link for its rotation still holds', async () => {
    const id = await connect(apiKey, 'Rotating');
    const link = await world.api.call('POST', '/deposits', { llm_credentials_id: id });
    assert.equal(link.status, 201, link.text);
    assert.equal((await nameModel(id, 'openai', 'Rotating')).status, 201);
    const opened = await world.api.call('POST', '/deposit/open', {
      link: new URL(String(link.body['url'])).hash.slice(1),
    });
    assert.equal(opened.status, 200, opened.text);
  });

  test('the one that was said with the account, whatever a model config says', async () => {
    for (const fields of [
      { ...apiKey, provider: 'openai' },
      { ...awsKeys, provider: 'openai' },
      { ...awsKeys, aws_service: 'execute-api' },
    ]) {
      const id = await connect(fields, 'Said');
      const named = await nameModel(id, 'bedrock', 'Never');
      assert.deepEqual([named.status, named.body['code']], [400, 'credential_bound'], named.text);
    }
    const credential = { ...apiKey, name: 'Unsaved', provider: 'openai', base_url: world.upstream.origin };
    const unsaved = { credential, provider: 'anthropic' };
    const tried = await world.api.call('POST', '/llm_credentials/test', unsaved);
    assert.deepEqual([tried.status, tried.body['code']], [400, 'credential_bound'], tried.text);
  });

  test('a key without an address can be given one later, and opens there', async () => {
    const bare = { ...apiKey, base_url: undefined };
    const id = await connect(bare, 'Bare');
    assert.equal(await providerOf(id), null);
    const patch = { base_url: world.upstream.origin, api_key: apiKey.api_key };
    const moved = await world.api.call('PATCH', `/llm_credentials/${id}`, patch);
    assert.deepEqual([moved.status, moved.body['provider']], [200, 'openai'], moved.text);
    const named = await nameModel(id, 'anthropic', 'Bare');
    assert.equal(named.status, 201, named.text);
    const answer = await world.chat('Bare');
    assert.equal(answer.status, 200, await answer.text());
    assert.match(paths.join(), /\/v1\/messages$/);
  });
});
