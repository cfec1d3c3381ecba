import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { onEachStorage, startTestApp, type TestApp } from './harness.ts';

onEachStorage('a running service', (storage) => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ storage });
  });
  after(() => app.close());

  test('answers that it is ready and names each part', async () => {
    const { status, body } = await app.operator.get('/readyz');
    assert.equal(status, 200, app.logs());
    assert.deepEqual(Object.keys(body['checks'] as object), [
      'database',
      'migrations',
      'vault',
      'snapshot',
      'journal',
    ]);
  });
  test('a tenant, its token, and what that token can call', async () => {
    const put = await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
    assert.equal(put.status, 201, put.text);
    const made = await app.operator.call('POST', '/tenants/acme/tokens', {
      name: 't',
      role: 'user',
      environment: 'dev',
    });
    assert.equal(made.status, 201, made.text);
    const listed = await app.as(String(made.body['token'])).get('/v1/models');
    assert.deepEqual(listed.body, { object: 'list', data: [] });
    const audit = await app.operator.in('acme', 'dev').get('/audit');
    assert.deepEqual(
      (audit.body['items'] as { action: string }[]).map((row) => row.action),
      ['token.created', 'tenant.created'],
      audit.text,
    );
    assert.equal((await app.operator.call('DELETE', '/tenants/acme')).status, 204);
    assert.equal((await app.as(String(made.body['token'])).get('/v1/models')).status, 401);
  });
});
