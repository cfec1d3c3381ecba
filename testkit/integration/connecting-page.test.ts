import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { operatorToken, startTestApp, type TestApp } from '../harness.ts';
import { issueCertificate } from '../stand-ins/certificates.ts';
import { playHosts } from '../stand-ins/played-hosts.ts';
import { keyGuard, type ProviderServer, startProviderServer } from '../stand-ins/provider-servers.ts';
import { openaiWire, type Wire } from '../stand-ins/provider-wires.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { listRequests, type PageBlock, type PageRequest, readConnectingPage } from './connecting-page.ts';

const page = readConnectingPage();
const keys = {
  first: 'sk-proj-first-0123456789',
  second: 'sk-proj-second-0123456789',
  groq: 'gsk_0123456789',
};

/** The account that the page talks about. */
const dimensionsOf: Record<string, number> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
};
const chatModels = ['gpt-4o', 'gpt-4o-mini'];
const chatWire = openaiWire({
  chat: '/v1/chat/completions',
  embeddings: '',
  list: '',
  chatModel: 'gpt-4o',
  embeddingModel: '',
});
const accountWire: Wire = {
  ...chatWire,
  answer(request) {
    const { method, path, body } = request;
    if (method === 'GET' && path === '/v1/models') {
      return {
        status: 200,
        body: { object: 'list', data: chatModels.map((id) => ({ id, object: 'model' })) },
      };
    }
    if (path !== '/v1/embeddings') return chatWire.answer(request);
    const { model } = JSON.parse(body) as { model: string };
    const embedding = Array.from({ length: dimensionsOf[model] ?? 0 }, () => 0.5);
    return { status: 200, body: { object: 'list', model, data: [{ index: 0, embedding }] } };
  },
};
const groqWire = openaiWire({
  chat: '/openai/v1/chat/completions',
  embeddings: '/openai/v1/embeddings',
  list: '/openai/v1/models',
  chatModel: 'llama-3.3-70b-versatile',
  embeddingModel: 'none',
});

/** Without one, the page says, a role is refused. */
const awsIdentity = {
  PLUGBOARD_AWS_ACCESS_KEY_ID: 'AKIA0123456789ABCDEF',
  PLUGBOARD_AWS_SECRET_ACCESS_KEY: 'secret/of/the/platform/0123456789',
  PLUGBOARD_AWS_PRINCIPAL_ARN: 'arn:aws:iam::444455556666:user/plugboard',
};

type Json = Record<string, unknown>;

interface Answered {
  request: PageRequest;
  status: number;
  body: Json;
}

/** A reader who has what the page leaves out: keys, ids, tokens. */
class PageReader {
  readonly #variables: Record<string, string>;
  readonly #own: Record<string, string>;

  constructor(variables: Record<string, string>, own: Record<string, string>) {
    this.#variables = variables;
    this.#own = own;
  }

  note(variable: string, value: unknown): void {
    this.#variables[variable] = String(value);
  }

  /** From now on `placeholder` stands for this. */
  have(placeholder: string, value: string): void {
    this.#own[placeholder] = value;
  }

  async run(section: string): Promise<Answered[]> {
    const blocks = page.filter((block) => block.section === section && block.language === 'sh');
    assert.ok(blocks.length > 0, `the page has commands under “${section}”`);
    const answered: Answered[] = [];
    for (const { text } of blocks) {
      for (const request of listRequests(this.#filledIn(text), this.#variables)) {
        answered.push(await send(request));
      }
    }
    return answered;
  }

  /** Everything but assignments, whose values the reader has noted. */
  #filledIn(text: string): string {
    const commands = text.replace(/^export .*$/gm, '');
    const whole = Object.entries(this.#own).reduce(
      (filled, [placeholder, value]) => filled.replaceAll(placeholder, value),
      commands,
    );
    assert.ok(!whole.includes('…'), `something is left open: ${whole}`);
    return whole;
  }
}

async function send(request: PageRequest): Promise<Answered> {
  const { method, url, headers, body } = request;
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${url}: ${response.status} ${text}`);
  return { request, status: response.status, body: text === '' ? {} : (JSON.parse(text) as Json) };
}

/** The page's own example of an answer has the same fields. */
function assertAsShown(block: PageBlock | undefined, answered: Answered | undefined): void {
  const shown = JSON.parse(block?.text ?? '') as Json;
  assert.deepEqual(Object.keys(answered?.body ?? {}), Object.keys(shown));
  for (const [field, value] of Object.entries(shown)) {
    const got = answered?.body[field];
    const [oneShown, one] = [value, got].map((list) => (Array.isArray(list) ? list[0] : undefined));
    if (typeof oneShown === 'object') assert.deepEqual(Object.keys(one), Object.keys(oneShown), field);
  }
}

const shownIn = (section: string): PageBlock[] =>
  page.filter((block) => block.section === section && block.language === 'json');

describe('the page on connecting a model', () => {
  let app: TestApp;
  let openai: ProviderServer;
  let groq: ProviderServer;
  let reader: PageReader;
  const walked = [
    'Connecting a model',
    'Make a credential',
    'Validate',
    'Name models',
    'List',
    'Whose models serve',
    'Changing and rotating',
    'Delete, configs first',
    'Before saving',
    'Private targets',
  ];

  before(async () => {
    const authority = issueCertificate({ name: 'Authority of the tests', isAuthority: true });
    const hosts = ['api.openai.com', 'api.groq.com'];
    const certificate = issueCertificate({ name: 'both', hosts, issuer: authority });
    const guardFor = (...good: string[]) => keyGuard('authorization', 'Bearer ', new Set(good));
    openai = await startProviderServer(accountWire, guardFor(keys.first, keys.second), certificate);
    groq = await startProviderServer(groqWire, guardFor(keys.groq), certificate);
    app = await startTestApp({
      storage: 'postgres',
      env: awsIdentity,
      playedNetwork: playHosts({ 'api.openai.com': openai.origin, 'api.groq.com': groq.origin }),
    });
    await app.operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' });
    for (const host of hosts) {
      const rule = { tenant_id: 'acme', host, private_ca: authority.certPem, reason: 'played here' };
      assert.equal((await app.operator.call('POST', '/egress_rules', rule)).status, 201);
    }
    const token = { name: 'admin', role: 'tenant_admin', environment: 'dev' };
    const made = await app.operator.call('POST', '/tenants/acme/tokens', token);
    reader = new PageReader(
      {
        API: `${app.url}/ai/api/v1`,
        TOKEN: String(made.body['token']),
        OPERATOR_TOKEN: operatorToken,
      },
      { 'sk-proj-…': keys.first, 'gsk_…': keys.groq },
    );
  });
  after(async () => {
    await Promise.all([openai.close(), groq.close()]);
    const unexpected = unexpectedIn(app);
    await app.close();
    assert.deepEqual(unexpected, []);
  });

  test('every command on it is run here', () => {
    const sections = new Set(page.filter(({ language }) => language === 'sh').map(({ section }) => section));
    assert.deepEqual(
      [...sections].filter((section) => !walked.includes(section)),
      [],
    );
  });

  test('A5 the walk: create, validate, configure, list, rotate and delete, by its own commands', async () => {
    const [made] = await reader.run('Make a credential');
    assert.equal(made?.status, 201);
    assertAsShown(shownIn('Make a credential')[0], made);
    reader.note('ID', made?.body['id']);

    const [list, model, embedding] = await reader.run('Validate');
    assert.deepEqual(
      [list, model, embedding].map((answer) => answer?.body['valid']),
      [true, true, true],
    );
    assertAsShown(shownIn('Validate')[0], list);
    assert.equal(embedding?.body['embedding_dimensions'], 1536);

    const configs = await reader.run('Name models');
    assertAsShown(shownIn('Name models')[0], configs[1]);

    const [all, ofCredential, embeddings, credentials] = await reader.run('List');
    const counts = [all, ofCredential, embeddings, credentials].map(
      (answer) => (answer?.body['items'] as unknown[] | undefined)?.length,
    );
    assert.deepEqual(counts, [2, 2, 1, 1]);

    const acme = app.operator.in('acme', 'dev');
    const [chat, vectors] = configs.map(({ body }) => String(body['id']));
    await acme.call('PUT', '/features/runbooks', { name: 'Runbooks', operation: 'chat' });
    await acme.call('PATCH', `/config/llm/${chat}`, { is_default: true });
    reader.note('CONFIG', chat);
    const [, mode] = await reader.run('Whose models serve');
    assert.equal(mode?.body['mode'], 'byo');

    reader.have('sk-proj-…', keys.second);
    const [rotated] = await reader.run('Changing and rotating');
    assertAsShown(shownIn('Changing and rotating')[0], rotated);
    assert.equal(rotated?.body['promoted'], true);

    // The page says “for each config”, and then deletes the credential.
    await acme.call('DELETE', `/config/llm/${chat}`);
    reader.note('CONFIG', vectors);
    const deleted = await reader.run('Delete, configs first');
    assert.deepEqual(
      deleted.map(({ status }) => status),
      [204, 204],
    );
    assert.deepEqual((await acme.get('/llm_credentials')).body['items'], []);
    assert.deepEqual(openai.refusals, []);
  });

  test('A6 a check answers valid, models and error, as the page shows it', async () => {
    const [shown] = shownIn('Validate');
    const { valid, models, error } = JSON.parse(shown?.text ?? '') as Json;
    reader.have('sk-proj-…', keys.first);
    const [made] = await reader.run('Make a credential');
    reader.note('ID', made?.body['id']);
    const [list] = await reader.run('Validate');
    const { body } = list ?? assert.fail('no answer');
    assert.deepEqual([body['valid'], body['models'], body['error']], [valid, models, error]);
  });

  test('T2 a credential is tried before it is saved, and an operator opens a private target', async () => {
    const [tried] = await reader.run('Before saving');
    assert.equal(tried?.body['valid'], true, JSON.stringify(tried));
    const [rule] = await reader.run('Private targets');
    assert.equal(rule?.status, 201);
  });

  test('A1 T1 the bodies for the other providers are taken as they are shown', async () => {
    await reader.run('Private targets');
    const bodies = shownIn('The other providers')
      .flatMap(({ text }) => text.split(/^(?=\{)/m))
      .map((text) => JSON.parse(filledIn(text)) as Json);
    assert.ok(bodies.length >= 12, `${bodies.length} bodies`);
    for (const body of bodies) {
      // The page shows the beginning of a key file, which its reader has whole.
      if (body['gcp_service_account']) body['gcp_service_account'] = wholeKeyFile;
      const made = await app.operator.in('acme', 'prod').call('POST', '/llm_credentials', body);
      assert.equal(made.status, 201, `${JSON.stringify(body)}: ${made.text}`);
    }
  });
});

/** What stands where the page has dots, or a name in angle brackets. */
function filledIn(text: string): string {
  return text.replaceAll('…', '0123456789ABCDEF').replaceAll(/<[a-z-]+>/g, 'example');
}

const wholeKeyFile = {
  type: 'service_account',
  project_id: 'my-project-id',
  private_key_id: '0123456789abcdef',
  private_key: generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString(),
  client_email: 'plugboard@my-project-id.iam.gserviceaccount.com',
};
