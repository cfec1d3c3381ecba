import assert from 'node:assert/strict';
import type { Api } from '../api.ts';
import { createApi } from '../api.ts';

interface KnownTenant {
  /** `maybe`: the answer never came, so either state is right. */
  state: 'alive' | 'deleted' | 'maybe_deleted';
  /** Acknowledged tokens and whether each still opens. */
  tokens: Map<string, { id: string; state: 'alive' | 'deleted' | 'maybe_deleted' }>;
  agents: Set<string>;
}

/** What a server answered to have done; after any crash all of it must be there. */
export class Acknowledged {
  readonly tenants = new Map<string, KnownTenant>();
  /** Answers that are neither the promised ones nor a cut connection. */
  readonly surprises: string[] = [];
  changes = 0;

  /** One client that changes things until the connection breaks. */
  async work(api: Api, name: string): Promise<void> {
    try {
      for (let number = 0; ; number += 1) await this.#workOnTenant(api, `${name}-${number}`, number);
    } catch (error) {
      // Killed: `fetch` rejects. What was asked last is neither promised nor excluded.
      if (!(error instanceof TypeError)) this.surprises.push(String(error));
    }
  }

  async #workOnTenant(api: Api, id: string, number: number): Promise<void> {
    this.#expect(await api.call('PUT', `/tenants/${id}`, { name: id, plan: 'enterprise' }), 201);
    const tenant: KnownTenant = { state: 'alive', tokens: new Map(), agents: new Set() };
    this.tenants.set(id, tenant);
    const here = api.in(id, 'dev');
    for (const name of ['first', 'second']) {
      const body = { name, role: 'user', environment: 'dev' };
      const made = await api.call('POST', `/tenants/${id}/tokens`, body);
      this.#expect(made, 201);
      tenant.tokens.set(String(made.body['token']), { id: String(made.body['id']), state: 'alive' });
      this.#expect(await here.call('POST', '/agents', { id: `agent-${name}`, name }), 201);
      tenant.agents.add(`agent-${name}`);
    }
    const [token] = tenant.tokens.values();
    if (token && number % 2 === 0) {
      token.state = 'maybe_deleted';
      this.#expect(await api.call('DELETE', `/tenants/${id}/tokens/${token.id}`), 204);
      token.state = 'deleted';
    }
    if (number % 3 !== 2) return;
    tenant.state = 'maybe_deleted';
    this.#expect(await api.call('DELETE', `/tenants/${id}`), 204);
    tenant.state = 'deleted';
  }

  #expect(answer: { status: number; text: string }, status: number): void {
    if (answer.status === status) this.changes += 1;
    else throw new Error(`${answer.status} instead of ${status}: ${answer.text}`);
  }

  /** Every acknowledged change of these tenants is in force. */
  async check(url: string, operator: Api, ids: Iterable<string>): Promise<void> {
    for (const id of ids) {
      const tenant = this.tenants.get(id);
      if (!tenant) continue;
      const { status } = await operator.get(`/tenants/${id}`);
      if (tenant.state === 'maybe_deleted') tenant.state = status === 200 ? 'alive' : 'deleted';
      assert.equal(status, tenant.state === 'alive' ? 200 : 404, `${id} is ${tenant.state}`);
      await checkTokens(url, id, tenant);
      if (tenant.state === 'alive') await checkContent(operator, id, tenant);
    }
  }

  countAlive(): number {
    return [...this.tenants.values()].filter(({ state }) => state === 'alive').length;
  }
}

async function checkTokens(url: string, id: string, tenant: KnownTenant): Promise<void> {
  for (const [text, token] of tenant.tokens) {
    const { status } = await createApi(url, text).get('/v1/models');
    if (token.state === 'maybe_deleted') token.state = status === 200 ? 'alive' : 'deleted';
    const opens = tenant.state === 'alive' && token.state === 'alive';
    assert.equal(status, opens ? 200 : 401, `token ${token.id} of ${id} is ${token.state}`);
  }
}

/** The rows, and that the audit tells of exactly these: a row without its change, or the other way, is half a state. */
async function checkContent(operator: Api, id: string, tenant: KnownTenant): Promise<void> {
  const tokens = await idsAt(operator, `/tenants/${id}/tokens`);
  const agents = await idsAt(operator.in(id, 'dev'), '/agents');
  for (const agent of tenant.agents) assert.ok(agents.includes(agent), `${agent} of ${id} is missing`);
  const audit = await operator.in(id, 'dev').get('/audit?limit=1000');
  const rows = audit.body['items'] as { action: string; target: { id: string } }[];
  const targetsOf = (action: string) =>
    rows.filter((row) => row.action === action).map((row) => row.target.id);
  const deleted = targetsOf('token.deleted');
  assert.deepEqual(
    tokens.toSorted(),
    targetsOf('token.created')
      .filter((token) => !deleted.includes(token))
      .toSorted(),
    id,
  );
  assert.deepEqual(agents.toSorted(), targetsOf('agent.created').toSorted(), id);
  assert.deepEqual(targetsOf('tenant.created'), [id]);
}

async function idsAt(api: Api, path: string): Promise<string[]> {
  const { body, text } = await api.get(path);
  assert.ok(Array.isArray(body['items']), text);
  return (body['items'] as { id: string }[]).map((item) => item.id);
}
