import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Api, ApiAnswer } from '../api.ts';
import { onPostgres } from '../harness.ts';
import { type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { codeOf, configure, freshName, made, openRoutingWorld, type RoutingWorld } from './routing-world.ts';

const hourMs = 60 * 60_000;
const api = '/ai/api/v1';
const pem = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----`;

onPostgres('deposit links', (storage) => {
  let world: RoutingWorld;
  let upstream: HostileUpstream;
  /** Whoever holds a key: nobody here knows them. */
  let holder: Api;
  /** Keys that the provider takes; it lists its models for them. */
  const good = new Set<string>();

  before(async () => {
    [world, upstream] = await Promise.all([
      openRoutingWorld(storage, { PLUGBOARD_TRUSTED_PROXIES: '127.0.0.1' }),
      startHostileUpstream(),
    ]);
    holder = world.app.as('');
    upstream.play(async (arrival) => {
      await arrival.body();
      const key = arrival.headers.authorization?.replace('Bearer ', '') ?? '';
      if (!good.has(key)) return arrival.answer(401, { error: { message: `What is ${key}?` } });
      if (arrival.path.endsWith('/chat/completions'))
        return arrival.answer(404, { error: { message: 'No such model' } });
      arrival.answer(200, { object: 'list', data: [{ id: 'm' }] });
    });
  });
  after(async () => {
    await upstream.close();
    await world.close();
  });

  const wish = (more: Record<string, unknown> = {}) => ({
    provider: 'openai',
    creds_type: 'API_KEY',
    name: freshName('Gateway of Acme'),
    settings: { base_url: `${upstream.origin}/v1` },
    ...more,
  });
  const link = async (as: Api, more: Record<string, unknown> = {}) => {
    const { id, url } = await made(as.call('POST', '/deposits', wish(more)));
    return { id: String(id), link: new URL(String(url)).hash.slice(1), url: String(url) };
  };
  const freshKey = () => {
    const key = freshName('key-of-somebody-0123456789').replaceAll(' ', '-');
    good.add(key);
    return key;
  };
  const open = (token: string) => holder.call('POST', '/deposit/open', { link: token });
  const fill = (token: string, fields: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    holder.call('POST', '/deposit', { link: token, fields, ...more });
  const listed = async (as: Api, id: string) => {
    const { items } = (await made(as.get('/deposits'))) as { items: Record<string, unknown>[] };
    return items.find((item) => item['id'] === id) ?? {};
  };
  const plain = ({ status, body }: ApiAnswer) => [status, { ...body, request_id: '' }];

  test('a link lets somebody without an account deposit a key for one host, tested, sealed and told, once', async () => {
    const admin = await world.tokenOf('acme', 'tenant_admin');
    const { id, link: token, url } = await link(admin);
    assert.equal(url, `${world.app.url}/deposit#${token}`);
    assert.ok(token.length >= 43 + 4, 'a token of 256 bits');
    assert.equal((await listed(admin, id))['state'], 'waiting');

    const opened = await made(open(token));
    assert.deepEqual(
      [opened['tenant'], opened['environment'], opened['hosts'], opened['replaces']],
      ['acme', 'dev', [upstream.origin], false],
    );
    assert.equal((opened['platform'] as Record<string, unknown>)['name'], 'Plugboard');
    const fields = opened['fields'] as { name: string; required: boolean; advanced?: boolean }[];
    const plainly = fields.filter(({ advanced }) => !advanced);
    assert.deepEqual(
      plainly.map(({ name, required }) => [name, required]),
      [['api_key', true]],
    );
    assert.equal((await listed(admin, id))['state'], 'opened');

    const wrong = 'key-of-nobody-9876543210';
    const refused = await made(fill(token, { api_key: wrong }));
    assert.deepEqual([refused['deposited'], (refused['test'] as { valid: boolean }).valid], [false, false]);
    assert.deepEqual((await listed(admin, id))['state'], 'opened', 'a slip uses nothing up');
    assert.equal(((await listed(admin, id))['test'] as { valid: boolean }).valid, false);

    const key = freshKey();
    const filled = await made(fill(token, { api_key: key }));
    assert.deepEqual([filled['deposited'], (filled['test'] as { valid: boolean }).valid], [true, true]);
    const { state, received } = (await listed(admin, id)) as {
      state: string;
      received: { llm_credentials_id: string; secrets: unknown[] };
    };
    assert.equal(state, 'deposited');
    assert.deepEqual(received.secrets, filled['secrets']);
    const credential = await made(admin.get(`/llm_credentials/${received.llm_credentials_id}`));
    assert.deepEqual([credential['status'], credential['hosts']], ['healthy', [upstream.origin]]);
    const custody = JSON.stringify(await made(admin.get('/custody')));
    const [{ sealed_sha256: fingerprint } = { sealed_sha256: '' }] = filled['secrets'] as {
      sealed_sha256: string;
    }[];
    assert.ok(custody.includes(fingerprint), 'the fingerprint is the one in the custody of keys');

    const told = JSON.stringify(await made(admin.get('/notifications?limit=50')));
    assert.match(told, /deposit\.received/);
    const audit = (await made(admin.get('/audit?limit=1000'))) as {
      items: { action: string; target: { id: string }; actor: { kind: string; id: string } }[];
    };
    const acts = audit.items.filter(({ target }) => target.id === id).toReversed();
    assert.deepEqual(
      acts.map(({ action, actor }) => [action, actor.kind]),
      [
        ['deposit.created', 'token'],
        ['deposit.opened', 'deposit_link'],
        ['deposit.received', 'deposit_link'],
      ],
    );
    const everything = [told, JSON.stringify(audit), world.app.logs(), JSON.stringify(credential), custody];
    for (const secret of [key, wrong, token]) {
      assert.ok(!everything.some((text) => text.includes(secret)), 'S21 S56 nothing of a secret is anywhere');
    }
  });

  test('S43 wrong, used, expired and revoked links answer alike, to opening and to filling', async () => {
    const used = await link(world.acme);
    await made(fill(used.link, { api_key: freshKey() }));
    const revoked = await link(world.acme);
    assert.equal((await world.acme.call('DELETE', `/deposits/${revoked.id}`)).status, 204);
    const expired = await link(world.acme, { expires_in_h: 1 });
    world.app.clock.advance(hourMs);
    await world.app.app.services.keeper.refresh();
    assert.equal((await listed(world.acme, expired.id))['state'], 'expired');
    const guessed = `pbd_${'A'.repeat(43)}`;
    const answers = [guessed, '', used.link, `${used.link}x`, revoked.link, expired.link];
    for (const token of answers) {
      assert.deepEqual(plain(await open(token)), plain(await open(guessed)));
      assert.deepEqual(plain(await fill(token, { api_key: freshKey() })), plain(await open(guessed)));
    }
    assert.deepEqual(codeOf(await open(guessed)), [400, 'invalid_one_time_token']);
    for (const body of [{}, { link: 7 }, { link: null }, { link: [used.link] }]) {
      assert.equal((await holder.call('POST', '/deposit/open', body)).status, 400);
    }
    assert.deepEqual(codeOf(await world.acme.call('DELETE', `/deposits/${used.id}`)), [
      409,
      'deposit_filled',
    ]);
    assert.equal((await world.acme.call('DELETE', `/deposits/${revoked.id}`)).status, 204);
    assert.deepEqual(codeOf(await world.beta.call('DELETE', `/deposits/${used.id}`)), [
      404,
      'deposit_not_found',
    ]);
    assert.deepEqual(await listed(world.beta, used.id), {}, 'S39 another tenant sees none of it');
  });

  test('a link is worth what whoever made it may still do', async () => {
    const { id, token } = await made(
      world.app.operator.call('POST', '/tenants/acme/tokens', {
        name: 'of somebody who leaves',
        role: 'tenant_admin',
        environment: 'dev',
      }),
    );
    const { link: theirs } = await link(world.app.as(String(token)));
    assert.equal((await open(theirs)).status, 200);
    await world.app.operator.call('DELETE', `/tenants/acme/tokens/${String(id)}`);
    assert.deepEqual(codeOf(await open(theirs)), [400, 'invalid_one_time_token']);
    const late = await fill(theirs, { api_key: freshKey() });
    assert.deepEqual(codeOf(late), [400, 'invalid_one_time_token']);
  });

  test('S43 of several who deposit by one link at once exactly one does', async () => {
    const { id, link: token } = await link(world.acme);
    const before = (await made(world.acme.get('/llm_credentials?limit=1000')))['items'] as unknown[];
    const answers = await Promise.all([1, 2, 3].map(() => fill(token, { api_key: freshKey() })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 400, 400]);
    const after = (await made(world.acme.get('/llm_credentials?limit=1000')))['items'] as unknown[];
    assert.equal(after.length, before.length + 1);
    assert.equal((await listed(world.acme, id))['state'], 'deposited');
  });

  test('S9 whoever opens a link changes nothing of where the key goes', async () => {
    const { link: token } = await link(world.acme);
    const elsewhere = 'https://elsewhere.example/v1';
    for (const field of [
      { base_url: elsewhere },
      { token_url: elsewhere },
      { auth_header: 'X-Key' },
      { tls: { ca_pem: 'x' } },
      { azure_endpoint: elsewhere },
    ]) {
      const answer = await fill(token, { api_key: freshKey(), ...field });
      assert.deepEqual(codeOf(answer), [400, 'invalid_request'], JSON.stringify(field));
    }
    assert.equal((await made(fill(token, { api_key: freshKey() })))['deposited'], true);
  });

  test('S32 what is wrong with a field is said without the value, and the link holds', async () => {
    const { link: token } = await link(world.acme);
    for (const fields of [{}, { api_key: ' ' }, { headers: { 'X-Key': freshKey() } }]) {
      const nothing = await fill(token, fields, { even_if_refused: true });
      assert.deepEqual(
        codeOf(nothing),
        [400, 'invalid_request'],
        'a link for a key is not filled without one',
      );
    }
    const broken = `${freshKey()}\r\nX-Other: 1`;
    const answer = await fill(token, { api_key: broken });
    assert.deepEqual(codeOf(answer), [400, 'invalid_request']);
    assert.ok(!answer.text.includes('key-of-somebody'), answer.text);
    assert.equal((await made(fill(token, { api_key: freshKey() })))['deposited'], true);
  });

  test('a key can be deposited before the way to its server is open, and is told to have failed its test', async () => {
    const { id, link: token } = await link(world.acme, { settings: { base_url: 'http://127.0.0.1:9/v1' } });
    const filled = await made(fill(token, { api_key: freshKey() }, { even_if_refused: true }));
    assert.deepEqual([filled['deposited'], (filled['test'] as { valid: boolean }).valid], [true, false]);
    const { received, test: last } = (await listed(world.acme, id)) as {
      received: { llm_credentials_id: string };
      test: { valid: boolean };
    };
    assert.equal(last.valid, false);
    const credential = await made(world.acme.get(`/llm_credentials/${received.llm_credentials_id}`));
    assert.equal(credential['status'], 'unreachable');
  });

  test('a link for an account that is there rotates it: the new key takes over or nothing changes', async () => {
    const old = freshKey();
    const account = { ...wish({ settings: undefined }), base_url: `${upstream.origin}/v1`, api_key: old };
    const { id: credentialId } = await made(world.acme.call('POST', '/llm_credentials', account));
    const asked = () => made(world.acme.call('POST', '/deposits', { llm_credentials_id: credentialId }));
    const tokenOf = ({ url }: Record<string, unknown>) => new URL(String(url)).hash.slice(1);
    const token = tokenOf(await asked());
    assert.equal((await made(open(token)))['replaces'], true);
    const bad = await made(fill(token, { api_key: 'key-of-nobody-9876543210' }, { even_if_refused: true }));
    assert.equal(bad['deposited'], false, 'a rotation is never finished with a key that fails');
    const [key, other] = [freshKey(), freshKey()];
    const answers = await Promise.all([fill(token, { api_key: key }), fill(token, { api_key: other })]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 400]);
    // The one that was taken is in force, and not what the slower one had staged.
    for (const past of [old, answers[0].status === 200 ? other : key]) good.delete(past);
    const checked = await made(
      world.acme.call('POST', `/llm_credentials/${String(credentialId)}/validate`, { provider: 'openai' }),
    );
    assert.equal(checked['valid'], true);

    const twin = tokenOf(await asked());
    world.app.clock.advance(1000);
    await made(
      world.acme.call('POST', `/llm_credentials/${String(credentialId)}/rotate`, { api_key: freshKey() }),
    );
    const late = await fill(twin, { api_key: key });
    assert.deepEqual(codeOf(late), [400, 'invalid_one_time_token'], 'the account has another key already');

    const stale = tokenOf(await asked());
    const moved = { base_url: 'http://127.0.0.1:9/v1', api_key: freshKey() };
    await made(world.acme.call('PATCH', `/llm_credentials/${String(credentialId)}`, moved));
    assert.deepEqual(
      codeOf(await open(stale)),
      [400, 'invalid_one_time_token'],
      'the account goes elsewhere now',
    );
    assert.deepEqual(codeOf(await fill(stale, { api_key: key })), [400, 'invalid_one_time_token']);
  });

  test('S9 a link moves an account to another host once its key, entered again, was taken there by every model in use', async () => {
    const account = {
      ...wish({ settings: undefined }),
      base_url: 'http://127.0.0.1:9/v1',
      api_key: freshKey(),
      tls: { ca_pem: pem('CERTIFICATE') },
    };
    const { id: credentialId } = await made(world.acme.call('POST', '/llm_credentials', account));
    const read = () => made(world.acme.get(`/llm_credentials/${String(credentialId)}`));
    const asked = { llm_credentials_id: credentialId, settings: { base_url: `${upstream.origin}/v1` } };
    const { url } = await made(world.acme.call('POST', '/deposits', asked));
    const token = new URL(String(url)).hash.slice(1);
    assert.deepEqual((await made(open(token)))['hosts'], [upstream.origin]);
    const before = await read();
    const wrong = { api_key: 'key-of-nobody-9876543210' };
    const refused = await made(fill(token, wrong, { even_if_refused: true }));
    assert.equal(refused['deposited'], false, 'nobody’s word is taken for an account that is in use');
    const config = await configure(world.acme, String(credentialId), { model_name: 'not-there' });
    assert.equal((await made(fill(token, { api_key: freshKey() })))['deposited'], false);
    assert.deepEqual(await read(), before, 'what one model in use gets no answer with changes nothing');
    assert.equal((await world.acme.call('DELETE', `/config/llm/${config}`)).status, 204);
    const tls = { client_cert_pem: pem('CERTIFICATE'), client_key_pem: pem('PRIVATE KEY') };
    assert.equal((await made(fill(token, { api_key: freshKey(), tls })))['deposited'], true);
    const moved = await read();
    assert.deepEqual([moved['hosts'], moved['status']], [[upstream.origin], 'healthy']);
    const { ca_pem, client_cert_pem } = moved['settings'] as Record<string, string>;
    assert.ok(ca_pem && client_cert_pem, 'the authority is kept beside the certificate that was entered');
  });

  test('R8 after an operator has taken a request, its key comes by a link, and with the end of the request the links end', async () => {
    const admin = await world.tokenOf('served', 'tenant_admin');
    const operator = world.app.operator.in('served', 'dev');
    const environments = [
      {
        environment: 'dev',
        provider_name: 'Acme gateway',
        endpoint_url: `${upstream.origin}/v1/chat/completions`,
        auth_type: 'api_key',
        models: [{ name: 'm', streaming: true }],
        ip_allowlisting: false,
      },
    ];
    const body = { kind: 'setup', draft: true, environments };
    const { id } = await made(admin.call('POST', '/service_requests', body));
    const request = `/service_requests/${String(id)}`;
    const settings = { base_url: 'http://127.0.0.1:9/v1' };
    const key = { environment: 'dev', provider: 'openai', creds_type: 'API_KEY', settings };
    await made(admin.call('POST', `${request}/submit`));
    const early = await admin.call('POST', `${request}/deposits`, key);
    assert.deepEqual(codeOf(early), [409, 'service_request_state']);
    await made(operator.call('POST', `${request}/assign`, {}));
    const elsewhere = await admin.call('POST', `${request}/deposits`, key);
    assert.deepEqual(
      codeOf(elsewhere),
      [400, 'invalid_request'],
      'operators looked at what the request says',
    );
    const ofProd = await world.tokenOf('served', 'tenant_admin', { environment: 'prod' });
    const beyond = await ofProd.call('POST', `${request}/deposits`, { environment: 'dev' });
    assert.deepEqual(codeOf(beyond), [403, 'forbidden'], 'S39 an environment is its own administrators’');

    const fromRequest = { environment: 'dev', provider: 'openai', creds_type: 'API_KEY' };
    const plainly = await made(admin.call('POST', `${request}/deposits`, fromRequest));
    const shown = await made(open(new URL(String(plainly['url'])).hash.slice(1)));
    assert.deepEqual(
      [shown['name'], shown['hosts'], shown['model_name']],
      ['Acme gateway', [upstream.origin], 'm'],
      'what the link does not say the request does',
    );
    assert.equal((await made(admin.get(request)))['state'], 'awaiting_credentials');
    const revoke = `${request}/deposits/${String(plainly['id'])}`;
    const foreign = await world.acme.call('DELETE', revoke);
    assert.deepEqual(codeOf(foreign), [404, 'service_request_not_found']);
    assert.equal((await admin.call('DELETE', revoke)).status, 204);

    const [first, second] = await Promise.all(
      [1, 2].map(() => made(operator.call('POST', `${request}/deposits`, key))),
    );
    const tokenOf = (made: Record<string, unknown> = {}) => new URL(String(made['url'])).hash.slice(1);
    const secret = freshKey();
    const even = { even_if_refused: true };
    assert.equal((await made(fill(tokenOf(first), { api_key: secret }, even)))['deposited'], true);
    const after = (await made(admin.get(request))) as {
      state: string;
      environments: { llm_credentials_id: string }[];
    };
    assert.equal(after.state, 'configuring');
    const { items } = (await made(admin.get(`${request}/deposits`))) as {
      items: { state: string; received: { llm_credentials_id: string } | null }[];
    };
    assert.deepEqual(items.map(({ state }) => state).toSorted(), ['deposited', 'revoked', 'waiting']);
    const came = items.find(({ received }) => received)?.received?.llm_credentials_id;
    assert.equal(after.environments[0]?.llm_credentials_id, came);
    const models = [{ model_name: `sk-proj-${randomBytes(36).toString('base64url')}` }];
    const written = await operator.call('POST', `${request}/configure`, { environment: 'dev', models });
    assert.deepEqual(codeOf(written), [422, 'secret_in_text']);
    const astray = await operator.call('POST', `${request}/configure`, { environment: 'dev' });
    assert.deepEqual(codeOf(astray), [409, 'service_request_state']);
    assert.match(astray.text, /goes to http:\/\/127\.0\.0\.1:9, and the request says/);

    await made(admin.call('POST', `${request}/cancel`, {}));
    assert.deepEqual(codeOf(await open(tokenOf(second))), [400, 'invalid_one_time_token']);
    assert.deepEqual(codeOf(await fill(tokenOf(second), { api_key: freshKey() })), [
      400,
      'invalid_one_time_token',
    ]);
    const seen = (await admin.get(request)).text + (await operator.get(`${request}/deposits`)).text;
    assert.ok(!seen.includes(secret) && !seen.includes(tokenOf(first)));
  });

  test('R8 a change of endpoint asks for the key of a new account there, a rotation for that of the old one', async () => {
    const operator = world.app.operator.in('served', 'dev');
    const account = {
      ...wish({ settings: undefined }),
      base_url: 'http://127.0.0.1:9/v1',
      api_key: freshKey(),
    };
    const { id: target_id } = await made(operator.call('POST', '/llm_credentials', account));
    const details = { endpoint_url: `${upstream.origin}/v1/chat/completions`, reason: 'Migration' };
    const linkFor = async (body: Record<string, unknown>) => {
      const change = { kind: 'change', environment: 'dev', target_id, ...body };
      const { id } = await made(operator.call('POST', '/service_requests', change));
      const request = `/service_requests/${String(id)}`;
      // Whoever asks for the key takes the request by that.
      const { url } = await made(operator.call('POST', `${request}/deposits`, { environment: 'dev' }));
      const { state, assignee } = (await made(operator.get(request))) as {
        state: string;
        assignee: { kind: string };
      };
      assert.deepEqual([state, assignee.kind], ['awaiting_credentials', 'operator_token']);
      const token = new URL(String(url)).hash.slice(1);
      return { request, token, shown: await made(open(token)) };
    };
    const away = await linkFor({ change: 'change_endpoint', details });
    assert.deepEqual([away.shown['hosts'], away.shown['replaces']], [[upstream.origin], false]);
    assert.equal((await made(fill(away.token, { api_key: freshKey() })))['deposited'], true);
    const untried = { override_reason: 'No model is on it yet.' };
    const moved = await made(operator.call('POST', `${away.request}/carry_out`, untried));
    assert.equal(moved['state'], 'done');
    assert.equal((await made(operator.get(`/llm_credentials/${String(target_id)}`)))['enabled'], false);
    const rotation = await linkFor({ change: 'rotate_credentials' });
    assert.deepEqual([rotation.shown['hosts'], rotation.shown['replaces']], [['http://127.0.0.1:9'], true]);
  });

  test('S7 what a link fixes is judged when it is made, and holds no secret', async () => {
    const oauth2 = {
      creds_type: 'OAUTH2',
      settings: { base_url: `${upstream.origin}/v1`, token_url: `${upstream.origin}/token` },
    };
    const { link: token } = await link(world.acme, oauth2);
    const fields = (await made(open(token)))['fields'] as { name: string; advanced?: boolean }[];
    assert.deepEqual(
      fields.filter(({ advanced }) => !advanced).map(({ name }) => name),
      ['client_id', 'client_secret'],
    );
    const refused: [Record<string, unknown>, RegExp][] = [
      [{ settings: { base_url: 'https://10.0.0.1/v1' } }, /base_url/],
      [{ settings: { api_key: 'sk-0123456789abcdef' } }, /whoever opens the link/],
      [{ settings: { base_url: `${upstream.origin}/v1`, aws_region: 'x' } }, /lacks/],
      [{ creds_type: 'OAUTH2', settings: { base_url: `${upstream.origin}/v1` } }, /token_url/],
      [{ provider: 'bedrock', creds_type: 'AWS', settings: {} }, /aws_region/],
      [{ provider: 'bedrock', creds_type: 'AWS', variant: 'aws_role', settings: {} }, /holds no secret/],
      [{ creds_type: undefined }, /creds_type/],
      [{ variant: 'no_such' }, /variant/],
      [{ expires_in_h: 169 }, /expires_in_h/],
    ];
    for (const [more, said] of refused) {
      const answer = await world.acme.call('POST', '/deposits', wish(more));
      assert.equal(answer.status, 400, `${JSON.stringify(more)}: ${answer.text}`);
      assert.match(answer.text, said);
      assert.ok(!answer.text.includes('sk-0123456789abcdef'));
    }
    const pasted = `sk-proj-${randomBytes(36).toString('base64url')}`;
    const token_url = `${upstream.origin}/token?client_secret=${pasted}`;
    const withSecret: [string, Record<string, unknown>][] = [
      ['name', { name: `Gateway ${pasted}` }],
      ['model_name', { model_name: pasted }],
      ['settings.token_url', { ...oauth2, settings: { ...oauth2.settings, token_url } }],
    ];
    for (const [field, more] of withSecret) {
      const answer = await world.acme.call('POST', '/deposits', wish(more));
      assert.deepEqual(codeOf(answer), [422, 'secret_in_text'], answer.text);
      const [error] = answer.body['errors'] as { field: string }[];
      assert.ok(error?.field === field && !answer.text.includes(pasted), answer.text);
    }
    const small = world.app.operator.in('small', 'dev');
    assert.deepEqual(codeOf(await small.call('POST', '/deposits', wish())), [403, 'plan_required']);
    const served = await world.tokenOf('served', 'tenant_admin');
    const answer = await served.call('POST', '/deposits', wish());
    assert.deepEqual(codeOf(answer), [403, 'administered_by_operator']);
  });

  test('S49 the page of a link is kept nowhere, framed by nobody and sends no referrer', async () => {
    const answer = await fetch(`${world.app.url}/deposit`, { headers: { accept: 'text/html' } });
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('x-frame-options'), 'SAMEORIGIN');
    const policy = answer.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /https?:|\*/);
    await answer.body?.cancel();
  });

  test('guesses from one address are held up, whatever they say of where they come from, and nobody else is', async () => {
    const guess = (forwarded: string) =>
      holder.call('POST', `${api}/deposit/open`, { link: 'pbd_x' }, { 'x-forwarded-for': forwarded });
    const statuses: number[] = [];
    for (let count = 0; count < 70; count += 1) {
      statuses.push((await guess(`198.51.100.${count}, 203.0.113.7`)).status);
    }
    assert.deepEqual([statuses[0], statuses.at(-1)], [400, 429]);
    assert.equal((await guess('203.0.113.8')).status, 400, 'another one behind the same proxy');
  });
});
