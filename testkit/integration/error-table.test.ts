import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Api } from '../api.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import { v1Wire } from './provider-variants.ts';

const key = 'key-good-0123456789abcdef';
const page = readFileSync(new URL('../../docs/connecting-a-model.md', import.meta.url), 'utf8');
const aws = { aws_access_key_id: 'AKIA0123456789ABCDEF', aws_secret_access_key: 'secret/0123456789' };

/** What a row says one sees, with the quotes that are in code. */
interface Row {
  seen: string[];
  where: string;
}

function listRows(): Row[] {
  const [, section = ''] = page.split('## What errors mean');
  const table = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return table.map((line) => {
    const [, seen = '', where = ''] = line.split('|');
    return { seen: [...seen.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text), where: where.trim() };
  });
}

describe('the table of errors in docs/connecting-a-model.md', () => {
  let app: TestApp;
  let acme: Api;
  let server: ProviderServer;

  before(async () => {
    server = await startProviderServer(v1Wire, keyGuard('authorization', 'Bearer ', new Set([key])));
    app = await startTestApp({ storage: 'postgres', env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' } });
    await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
    acme = app.operator.in('acme', 'dev');
  });
  after(async () => {
    await server.close();
    await app.close();
  });

  const create = (fields: Record<string, unknown>) =>
    acme.call('POST', '/llm_credentials', { name: 'Tried', ...fields });

  async function check(model_name: string | undefined, api_key = key) {
    const made = await create({ creds_type: 'API_KEY', base_url: `${server.origin}/v1`, api_key });
    const path = `/llm_credentials/${String(made.body['id'])}/validate`;
    return acme.call('POST', path, { provider: 'openai', ...(model_name !== undefined && { model_name }) });
  }

  async function refusing(status: number, model_name?: string) {
    server.answerWith({ status, body: { error: { message: 'no' } } });
    return check(model_name).finally(() => server.answerWith(undefined));
  }

  async function deleteInUse() {
    const made = await create({ creds_type: 'API_KEY', base_url: `${server.origin}/v1`, api_key: key });
    const llm_credentials_id = String(made.body['id']);
    const config = { name: 'In use', provider: 'openai', llm_credentials_id, model_name: v1Wire.chatModel };
    assert.equal((await acme.call('POST', '/config/llm', config)).status, 201);
    return acme.call('DELETE', `/llm_credentials/${llm_credentials_id}`);
  }

  /** In the order of the table. */
  const provoked = [
    () => check(undefined, 'key-wrong-0123456789'),
    () => refusing(403, v1Wire.chatModel),
    () => check('no-such-model'),
    () => create({ creds_type: 'AWS', ...aws }),
    () => create({ creds_type: 'API_KEY', provider: 'openai' }),
    () => create({ creds_type: 'AZURE', api_key: 'k-1' }),
    () => deleteInUse(),
    () => refusing(404),
  ];

  test('A7 each row is what one gets to see, word by word, under the status that it names', async () => {
    const rows = listRows();
    assert.equal(rows.length, provoked.length);
    for (const [index, { seen, where }] of rows.entries()) {
      const answer = (await provoked[index]?.()) ?? assert.fail('no way to provoke it');
      assert.equal(String(answer.status), where.slice(0, 3), `${seen}: ${answer.text}`);
      const [, code] = /^\d{3} `(\w+)`/.exec(where) ?? [];
      if (code !== undefined) assert.equal(answer.body['code'], code);
      for (const text of seen) {
        const [, valid] = /^valid: (\w+)$/.exec(text) ?? [];
        if (valid !== undefined) assert.equal(String(answer.body['valid']), valid, answer.text);
        else {
          const said = String(answer.body['error'] ?? answer.body['detail']);
          assert.ok(said.startsWith(text.replace(/ …$/, '')), `${text}: ${answer.text}`);
        }
      }
    }
  });

  test('K1 a realtime model is refused by its name, and one of that name on another server is not', async () => {
    const add = async (fields: Record<string, unknown>) => {
      const { id } = (await create({ creds_type: 'API_KEY', provider: 'openai', api_key: key, ...fields }))
        .body;
      const config = { name: `on ${id}`, provider: 'openai', llm_credentials_id: id };
      return acme.call('POST', '/config/llm', { ...config, model_name: 'gpt-realtime' });
    };
    const { status, body } = await add({});
    assert.deepEqual([status, body['code']], [400, 'model_not_chat']);
    assert.equal((await add({ base_url: `${server.origin}/v1` })).status, 201);
  });
});
