import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Api } from '../api.ts';
import { onPostgres } from '../harness.ts';
import {
  auditOf,
  codeOf,
  connect,
  freshName,
  made,
  openRoutingWorld,
  type RoutingWorld,
} from './routing-world.ts';

type Body = Record<string, unknown>;
interface Step {
  action: string;
  to: string;
  audit: { action: string }[];
}

onPostgres('requests to the operators', (storage) => {
  let world: RoutingWorld;
  let admin: Api;
  /** In no tenant: from the queue. */
  let operator: Api;
  let served: Api;
  const path = '/service_requests';

  before(async () => {
    world = await openRoutingWorld(storage, { PLUGBOARD_EGRESS_IPS: '198.51.100.7' });
    admin = await world.tokenOf('served', 'tenant_admin');
    operator = world.app.operator;
    served = operator.in('served', 'dev');
  });
  after(() => world.close());

  const wishOf = (environment: string, more: Body = {}) => ({
    environment,
    provider_name: freshName('Acme Gateway'),
    endpoint_url: `${world.server.origin}/v1/chat/completions`,
    auth_type: 'api_key',
    models: [{ name: 'gpt-4o', streaming: true }],
    ip_allowlisting: true,
    ...more,
  });
  const setupOf = (...environments: string[]) => ({
    kind: 'setup',
    notes: 'Please set our gateway up.',
    environments: environments.map((environment) => wishOf(environment)),
  });
  const ask = (body: unknown, as = admin) => made(as.call('POST', path, body));
  const act = (id: unknown, what: string, body: unknown = {}, as = operator) =>
    as.call('POST', `${path}/${id}/${what}`, body);
  const at = (request: Body, environment: string) =>
    (request['environments'] as Body[]).find((one) => one['environment'] === environment) as Body;
  const historyOf = (request: Body) => request['history'] as Step[];
  const kindsTold = async (as: Api) =>
    ((await made(as.get('/notifications?limit=1000')))['items'] as Body[]).map(({ kind }) => kind);
  const assigned = async (body: unknown, as = admin) => {
    const { id } = await ask(body, as);
    await made(act(id, 'assign'));
    return id;
  };

  test('R1 R9 an administrator who may change nothing asks, in a draft first, which is its own until it is handed in', async () => {
    const draft = await ask({ kind: 'setup', draft: true, environments: [{ environment: 'dev' }] });
    assert.deepEqual([draft['state'], draft['subject']], ['draft', 'BYO LLM Configuration Request — served']);
    assert.equal((await operator.get(`${path}/${draft['id']}`)).status, 404);
    const missing = await act(draft['id'], 'submit', undefined, admin);
    assert.deepEqual(codeOf(missing), [400, 'invalid_request']);
    const fields = (missing.body['errors'] as { field: string }[]).map(({ field }) => field);
    assert.ok(fields.includes('environments.0.endpoint_url') && fields.length === 5, String(fields));
    await made(admin.call('PATCH', `${path}/${draft['id']}`, { environments: [wishOf('dev')] }));
    const sent = await made(act(draft['id'], 'submit', undefined, admin));
    assert.deepEqual([sent['state'], sent['egress_ips']], ['submitted', ['198.51.100.7']]);
    const { finding, checks } = at(sent, 'dev')['reachability'] as { finding: string; checks: Body[] };
    assert.equal(finding, 'reachable');
    assert.match(String(checks.at(-1)?.['detail']), /401 without a credential: a good sign/);
    const queue = (await made(operator.get(`${path}?state=open&assignee=nobody`)))['items'] as Body[];
    assert.ok(queue.some(({ id }) => id === draft['id']));
    assert.ok((await kindsTold(world.platform)).includes('service_request.submitted'));
    assert.deepEqual(codeOf(await admin.call('PUT', '/mode', { mode: 'byo' })), [
      403,
      'administered_by_operator',
    ]);
  });

  test('R2 production without https, a private address and two of one environment are refused where they are typed', async () => {
    for (const environments of [
      [wishOf('prod')],
      [wishOf('dev', { endpoint_url: 'https://10.0.0.1/v1/chat/completions' })],
      [wishOf('dev'), wishOf('dev')],
      [wishOf('dev', { auth_type: 'oauth2_client_credentials' })],
    ]) {
      const refused = await admin.call('POST', path, { kind: 'setup', environments });
      assert.deepEqual(codeOf(refused), [400, 'invalid_request'], refused.text);
    }
  });

  test('R5 a server that is not there is told from one that has nothing at the path, and looked at again when asked', async () => {
    const closed = 'http://127.0.0.1:9/v1/chat/completions';
    const elsewhere = `${world.server.origin}/nowhere`;
    world.server.answerWith(({ path: asked }) => ({
      status: asked === '/nowhere' ? 404 : 401,
      body: { error: {} },
    }));
    const environments = [
      wishOf('dev', { endpoint_url: closed }),
      wishOf('test', { endpoint_url: elsewhere }),
    ];
    const asked = await ask({ kind: 'setup', environments });
    const found = (request: Body, environment: string) =>
      (at(request, environment)['reachability'] as Body)['finding'];
    assert.deepEqual([found(asked, 'dev'), found(asked, 'test')], ['nothing_listens', 'wrong_path']);
    world.server.answerWith({ status: 302, body: '' });
    const again = await made(act(asked['id'], 'reachability', undefined, admin));
    assert.equal(found(again, 'test'), 'redirect');
    world.server.answerWith(undefined);
    await made(act(asked['id'], 'cancel', {}, admin));
  });

  test('R5 both sides write to each other, and each hears of the other', async () => {
    const { id } = await ask(setupOf('dev'));
    await made(act(id, 'messages', { text: 'Which region is it in?' }));
    const answered = await made(act(id, 'messages', { text: 'Frankfurt.' }, admin));
    const messages = answered['messages'] as { from: string; text: string }[];
    assert.deepEqual(
      messages.map(({ from, text }) => [from, text]),
      [
        ['operator', 'Which region is it in?'],
        ['tenant', 'Frankfurt.'],
      ],
    );
    assert.ok((await kindsTold(admin)).includes('service_request.message'));
    assert.ok((await kindsTold(world.platform)).includes('service_request.answered'));
    const told = (await made(world.platform.get('/notifications?limit=1000')))['items'] as Body[];
    const ofThis = told.filter(({ facts }) => (facts as Body)['request_id'] === id).map(({ kind }) => kind);
    assert.deepEqual(ofThis, ['service_request.answered', 'service_request.submitted'], 'each of it once');
    const rejected = await made(act(id, 'reject', { reason: 'Ask again in spring.' }));
    assert.deepEqual([rejected['state'], rejected['reason']], ['rejected', 'Ask again in spring.']);
    for (const what of ['messages', 'cancel', 'assign', 'configure']) {
      const body = { messages: { text: 'x' }, configure: { environment: 'dev' } }[what] ?? {};
      assert.deepEqual(codeOf(await act(id, what, body)), [409, 'service_request_state'], what);
    }
  });

  test('R3 a credential in any field or message is refused with its place and kind, and nothing of it is kept or logged', async () => {
    const secret = `sk-proj-${'Zq7Xw2Lm9Tb4Vc6N'.repeat(4)}`;
    const { id } = await ask(setupOf('dev'));
    const text = `Our key:\n${secret}`;
    const bodies: [string, string, Body][] = [
      ['POST', path, { ...setupOf('dev'), notes: text }],
      ['POST', path, { ...setupOf('dev'), environments: [wishOf('dev', { provider_name: secret })] }],
      [
        'POST',
        path,
        {
          kind: 'setup',
          draft: true,
          environments: [wishOf('dev', { endpoint_url: `https://a.example/v1?key=${secret}` })],
        },
      ],
      ['POST', path, { kind: 'change', change: 'add_model', environment: 'dev', details: { name: secret } }],
      ['POST', path, { kind: 'change', change: 'remove', environment: 'dev', target_id: secret }],
      ['PATCH', `${path}/${id}`, { notes: text }],
      ['POST', `${path}/${id}/messages`, { text, confirm_no_secrets: true }],
      ['POST', `${path}/${id}/cancel`, { reason: text }],
    ];
    const before = await made(admin.get(path));
    for (const [method, to, body] of bodies) {
      const refused = await admin.call(method, to, body);
      assert.deepEqual(codeOf(refused), [422, 'secret_in_text'], `${method} ${to} ${refused.text}`);
      assert.ok(!refused.text.includes(secret.slice(8, 30)));
    }
    const said = await admin.call('POST', `${path}/${id}/messages`, { text });
    const problems = said.body['errors'] as { field: string; detail: string }[];
    assert.deepEqual([...new Set(problems.map(({ field }) => field))], ['text']);
    assert.ok(
      problems.some(({ detail }) => /OpenAI.*line 2/.test(detail)),
      said.text,
    );
    assert.deepEqual(await made(admin.get(path)), before);
    assert.ok(!world.app.logs().includes(secret.slice(8, 30)));
    const perhaps = 'The build is 8fK2mQ9xV4tR7wL1pZ6nB3yH5cJ0dG.';
    const asked = await act(id, 'messages', { text: perhaps }, admin);
    assert.deepEqual(codeOf(asked), [422, 'secret_suspected'], asked.text);
    await made(act(id, 'messages', { text: perhaps, confirm_no_secrets: true }, admin));
    await made(act(id, 'cancel', {}, admin));
  });

  test('of two operators who take a request at once one has it, and no step is taken out of its order', async () => {
    const { id } = await ask(setupOf('dev'));
    for (const what of ['configure', 'validate', 'activate']) {
      assert.deepEqual(
        codeOf(await act(id, what, { environment: 'dev' })),
        [409, 'service_request_state'],
        what,
      );
    }
    const { token } = await made(operator.call('POST', '/operator_tokens', { name: 'Second operator' }));
    const second = world.app.as(String(token));
    const both = await Promise.all([act(id, 'assign'), act(id, 'assign', {}, second)]);
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
    await made(act(id, 'assign', { reassign: true }, second));
    const mine = (await made(second.get(`${path}?assignee=me`)))['items'] as Body[];
    assert.deepEqual(
      mine.map((one) => one['id']),
      [id],
    );
    const person = async (role: string, tenant?: string) => {
      const subject = freshName(role).replace(' ', '-').toLowerCase();
      await made(
        operator.call('POST', '/signin_links', { role, subject, name: subject, ...(tenant && { tenant }) }),
      );
      const { items } = (await made(operator.get('/people?limit=1000'))) as { items: Body[] };
      return items.find((one) => one['subject'] === subject);
    };
    const stranger = await person('user', 'served');
    const given = (who: Body | undefined) => act(id, 'assign', { person_id: who?.['id'], reassign: true });
    assert.deepEqual(codeOf(await given(stranger)), [404, 'person_not_found']);
    const colleague = await person('operator');
    assert.equal(((await made(given(colleague)))['assignee'] as Body)['name'], colleague?.['name']);
    const twice = await Promise.all([1, 2].map(() => act(id, 'reject', { reason: 'Twice.' }, second)));
    assert.deepEqual(twice.map(({ status }) => status).toSorted(), [200, 409]);
  });

  test('R4 R6 R10 an environment is configured, validated and activated in a step each; users then choose its models', async () => {
    const id = await assigned(setupOf('dev', 'test'));
    await made(act(id, 'await_credentials'));
    assert.ok((await kindsTold(admin)).includes('service_request.credentials_awaited'));
    const unnamed = await act(id, 'configure', { environment: 'dev' });
    assert.deepEqual(codeOf(unnamed), [400, 'invalid_request']);
    const key = await connect(world, served);
    const validated = await made(act(id, 'configure', { environment: 'dev', llm_credentials_id: key }));
    const { green, checks, ledger } = at(validated, 'dev')['checks'] as {
      green: boolean;
      checks: Body[];
      ledger: { by_owner: Body };
    };
    assert.ok(green, JSON.stringify(checks.filter(({ status }) => status === 'failed')));
    assert.deepEqual(ledger.by_owner, { own: 2, managed: 0 });
    assert.deepEqual(
      [...new Set(checks.map(({ part }) => part))],
      ['credential', 'model', 'call', 'routing'],
    );
    assert.equal(validated['state'], 'validating');
    const watched = await operator.call(
      'POST',
      `${path}/${id}/validate`,
      { environment: 'dev' },
      { accept: 'text/event-stream' },
    );
    const events = [...watched.text.matchAll(/^event: (\w+)$/gm)].map(([, event]) => event);
    assert.equal(events.filter((event) => event === 'check').length, checks.length);
    assert.equal(events.at(-1), 'result');
    const again = await made(act(id, 'configure', { environment: 'dev', llm_credentials_id: key }));
    assert.deepEqual(at(again, 'dev')['llm_config_ids'], at(validated, 'dev')['llm_config_ids']);
    const steps = historyOf(again).filter(({ action }) => action === 'configure');
    assert.ok(steps[0]?.audit.some(({ action }) => action === 'model_config.created'));
    const active = await made(act(id, 'activate', { environment: 'dev' }));
    assert.equal(active['state'], 'validating', 'another environment is not so far');
    assert.equal((await made(admin.get('/mode')))['mode'], 'byo');
    assert.ok((await kindsTold(admin)).includes('service_request.activated'));
    const user = await world.tokenOf('served', 'user');
    const models = (await made(user.get('/conversation_models')))['items'] as Body[];
    const [config] = at(active, 'dev')['llm_config_ids'] as string[];
    assert.ok(models.some((model) => model['id'] === config));
    const said = historyOf(active).at(-1);
    assert.ok(said?.audit.some(({ action }) => action === 'mode.changed'));
  });

  test('R4 R5 nothing is activated while a check is red, but for a reason that the tenant reads and the log keeps', async () => {
    const id = await assigned(setupOf('test'));
    const key = await connect(world, operator.in('served', 'test'), { api_key: 'key-bad-0123456789abcdef' });
    const validated = await made(act(id, 'configure', { environment: 'test', llm_credentials_id: key }));
    assert.equal((at(validated, 'test')['checks'] as Body)['green'], false);
    const inTest = await world.tokenOf('served', 'tenant_admin', { environment: 'test' });
    assert.ok((await kindsTold(inTest)).includes('service_request.red'));
    const refused = await act(id, 'activate', { environment: 'test' });
    assert.deepEqual(codeOf(refused), [409, 'checks_red']);
    assert.ok(
      (refused.body['errors'] as { field: string }[]).some(({ field }) => field === 'credential.auth'),
    );
    const override_reason = 'The key follows on Monday.';
    const active = await made(act(id, 'activate', { environment: 'test', override_reason }));
    assert.equal(active['state'], 'active');
    const seen = await made(inTest.get(`${path}/${id}`));
    const { reason, red } = at(seen, 'test')['override'] as { reason: string; red: string[] };
    assert.deepEqual([reason, red.includes('credential.auth')], [override_reason, true]);
    const [row] = await auditOf(inTest, 'service_request.activate');
    assert.deepEqual(row?.['override'], { reason: override_reason, red });
  });
});
