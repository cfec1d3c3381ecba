import type { Api } from './api.ts';

/** Makes things as an operator, each with an id that nothing had before. */
export class Maker {
  readonly #operator: Api;
  #made = 0;
  readonly #conversations = new Map<string, Promise<string>>();
  readonly #calls = new Map<string, Promise<string>>();
  readonly #webhooks = new Map<string, string>();
  readonly #waiting = new Map<string, string>();
  readonly #requests = new Map<string, Promise<string>>();

  constructor(operator: Api) {
    this.#operator = operator;
  }

  freshId(): string {
    this.#made += 1;
    return `fresh-${this.#made}`;
  }

  async tenant(fields: Record<string, unknown> = {}): Promise<string> {
    const id = String(fields['id'] ?? this.freshId());
    await this.#post('/tenants', { plan: 'enterprise', ...fields, id });
    return id;
  }

  async agent(tenant: string, id = this.freshId()): Promise<string> {
    await this.#post('/agents', { id }, tenant);
    return id;
  }

  /** The public id. */
  async token(tenant: string): Promise<string> {
    return (await this.tokenOf(tenant, 'user')).id;
  }

  async tokenOf(tenant: string, role: string, fields: Record<string, unknown> = {}) {
    const body = { name: `${tenant} ${role}`, role, environment: 'dev', ...fields };
    const made = await this.#post(`/tenants/${tenant}/tokens`, body);
    return { id: String(made['id']), token: String(made['token']) };
  }

  async platformToken(role: 'service' | 'operator'): Promise<string> {
    return (await this.platformTokenOf(role)).id;
  }

  async platformTokenOf(role: 'service' | 'operator') {
    const made = await this.#post(`/${role}_tokens`, { name: role });
    return { id: String(made['id']), token: String(made['token']) };
  }

  /** The secret of a link for somebody of the tenant, or for an operator. */
  async signinLink(wish: Record<string, unknown>): Promise<string> {
    const { url } = await this.#post('/signin_links', wish);
    return new URL(String(url)).hash.slice(1);
  }

  async person(tenant: string): Promise<string> {
    const subject = this.freshId();
    await this.signinLink({ role: 'user', tenant, subject });
    const people = await this.#operator.get('/people?limit=1000');
    const found = (people.body['items'] as { id: string; subject: string }[]).find(
      (one) => one.subject === subject,
    );
    return found?.id ?? '';
  }

  /** A bare key that nothing is known of: nothing of it ever leaves. */
  async credential(tenant: string): Promise<string> {
    const body = { name: this.freshId(), creds_type: 'API_KEY', api_key: 'sk-nobody-0123456789' };
    return String((await this.#post('/llm_credentials', body, tenant))['id']);
  }

  async deposit(tenant: string): Promise<string> {
    const body = { provider: 'openai', creds_type: 'API_KEY' };
    return String((await this.#post('/deposits', body, tenant))['id']);
  }

  async modelConfig(tenant: string): Promise<string> {
    const body = {
      name: this.freshId(),
      provider: 'openai',
      llm_credentials_id: await this.credential(tenant),
      model_name: 'some-model',
    };
    return String((await this.#post('/config/llm', body, tenant))['id']);
  }

  /** The same on the platform’s own account. */
  async managedCredential(): Promise<string> {
    const body = { name: this.freshId(), creds_type: 'API_KEY', api_key: 'sk-nobody-0123456789' };
    return String((await this.#post('/llm_credentials', body, 'platform', 'prod'))['id']);
  }

  async managedModel(): Promise<string> {
    const body = {
      name: this.freshId(),
      provider: 'openai',
      llm_credentials_id: await this.managedCredential(),
      model_name: 'some-model',
    };
    return String((await this.#post('/managed_models', body))['id']);
  }

  /** Of a user of the tenant whom nobody else is. One is enough: nobody else can use it up. */
  conversation(tenant: string): Promise<string> {
    const made = this.#conversations.get(tenant) ?? this.#converse(tenant);
    this.#conversations.set(tenant, made);
    return made;
  }

  async #converse(tenant: string): Promise<string> {
    const { token } = await this.tokenOf(tenant, 'user');
    const body = { llm_config_id: await this.modelConfig(tenant) };
    const headers = { authorization: `Bearer ${token}` };
    const begun = await this.#operator.call('POST', '/conversations', body, headers);
    if (begun.status !== 201) throw new Error(`POST /conversations: ${begun.status} ${begun.text}`);
    return String(begun.body['id']);
  }

  /** The tenant’s one, or another where that is gone: there may not be many. Its receiver is a name without a server. */
  async webhook(tenant: string): Promise<string> {
    const known = this.#webhooks.get(tenant);
    const operator = this.#operator.in(tenant, 'dev');
    if (known !== undefined && (await operator.get(`/webhooks/${known}`)).status === 200) return known;
    const body = { url: 'https://receiver.example/hook', events: ['webhook.disabled'] };
    const id = String((await this.#post('/webhooks', body, tenant))['id']);
    this.#webhooks.set(tenant, id);
    return id;
  }

  /** Soft: nothing is kept from being called. */
  async budget(tenant: string): Promise<string> {
    const body = { model_name: this.freshId(), measure: 'requests', per: 'day', amount: 1_000_000 };
    const answer = await this.#operator.in(tenant, 'dev').call('PUT', '/budgets', body);
    return String(answer.body['id']);
  }

  async webhookSwitchedOff(tenant: string): Promise<string> {
    const id = await this.webhook(tenant);
    await this.#operator.in(tenant, 'dev').call('PATCH', `/webhooks/${id}`, { enabled: false });
    return id;
  }

  /** To the tenant’s webhook, which is switched off again before anything can be sent. */
  async delivery(tenant: string): Promise<string> {
    const operator = this.#operator.in(tenant, 'dev');
    const path = `/webhooks/${await this.webhook(tenant)}`;
    await operator.call('PATCH', path, { enabled: true });
    const { body } = await operator.call('POST', `${path}/test`);
    await this.webhookSwitchedOff(tenant);
    return String(body['id']);
  }

  /** Of a changed policy, which is told of at once. */
  async notification(tenant: string): Promise<string> {
    const operator = this.#operator.in(tenant, 'dev');
    const newest = async () =>
      ((await operator.get('/notifications?limit=1')).body['items'] as { id: string }[])[0]?.id;
    const known = await newest();
    if (known !== undefined) return known;
    await operator.call('PUT', '/fallback', { policy: 'queue_and_retry' });
    return String(await newest());
  }

  /** The tenant’s one, which is never brought to its end. */
  serviceRequest(tenant: string): Promise<string> {
    const made = this.#requests.get(tenant) ?? this.freshServiceRequest(tenant);
    this.#requests.set(tenant, made);
    return made;
  }

  /** Names no endpoint, so that nothing is looked at for it. */
  async freshServiceRequest(tenant: string, fields: Record<string, unknown> = {}): Promise<string> {
    const target_id = await this.modelConfig(tenant);
    const body = { kind: 'change', change: 'remove', environment: 'dev', target_id, ...fields };
    return String((await this.#post('/service_requests', body, tenant))['id']);
  }

  /** The same once an operator has taken it. */
  async takenServiceRequest(tenant: string): Promise<string> {
    const id = await this.freshServiceRequest(tenant);
    const taken = await this.#operator.in(tenant, 'dev').call('POST', `/service_requests/${id}/assign`, {});
    if (taken.status !== 200) throw new Error(`POST assign: ${taken.status} ${taken.text}`);
    return id;
  }

  /** Its tenant’s administrator alone grants one. */
  async supportWindow(tenant: string): Promise<string> {
    const { token } = await this.tokenOf(tenant, 'tenant_admin');
    const headers = { authorization: `Bearer ${token}` };
    const granted = await this.#operator.call('POST', '/support_windows', { hours: 1 }, headers);
    if (granted.status !== 201) throw new Error(`POST /support_windows: ${granted.status} ${granted.text}`);
    return String(granted.body['id']);
  }

  async egressRule(tenant: string): Promise<string> {
    const body = { tenant_id: tenant, host: 'llm.internal', reason: 'a test' };
    return String((await this.#post('/egress_rules', body))['id']);
  }

  async feature(): Promise<string> {
    const id = this.freshId();
    const answer = await this.#operator.call('PUT', `/features/${id}`, {
      name: 'Passing',
      operation: 'chat',
    });
    if (answer.status !== 201) throw new Error(`PUT /features: ${answer.status} ${answer.text}`);
    return id;
  }

  async stop(): Promise<string> {
    const body = { tenant_id: await this.tenant(), reason: 'a test' };
    return String((await this.#post('/stops', body))['id']);
  }

  /** A call that waits for a model which is never there. */
  async queuedCall(tenant: string): Promise<string> {
    const agent = `${tenant}-waiter`;
    const model = await this.#waitingModel(tenant, agent);
    const headers = { 'x-plugboard-agent': agent, prefer: 'respond-async' };
    const body = { model, messages: [{ role: 'user', content: 'hi' }] };
    const as = this.#operator.in(tenant, 'dev');
    const answer = await as.call('POST', '/v1/chat/completions', body, headers);
    if (answer.status !== 202) throw new Error(`a call to queue: ${answer.status} ${answer.text}`);
    return String(answer.body['queue_id']);
  }

  /** Switched off by the next statement, so that nothing is looked up for it. */
  async export(tenant: string): Promise<string> {
    const destination = { url: 'https://receiver.example/v1/logs' };
    const body = { name: this.freshId(), kind: 'otlp', streams: ['audit'], destination };
    const id = String((await this.#post('/exports', body, tenant))['id']);
    await this.#operator.in(tenant, 'dev').call('PATCH', `/exports/${id}`, { enabled: false });
    return id;
  }

  /** By the id of its request; one that is over, and stays as it is: one is enough. */
  call(tenant: string): Promise<string> {
    const made = this.#calls.get(tenant) ?? this.#makeCall(tenant);
    this.#calls.set(tenant, made);
    return made;
  }

  async #makeCall(tenant: string): Promise<string> {
    const id = await this.queuedCall(tenant);
    const { body } = await this.#operator.in(tenant, 'dev').call('DELETE', `/queue/${id}`);
    return String(body['request_id']);
  }

  /** Under a policy that queues: one agent’s, which is nobody else’s concern. */
  async #waitingModel(tenant: string, agent: string): Promise<string> {
    const known = this.#waiting.get(tenant);
    if (known !== undefined) return known;
    await this.agent(tenant, agent);
    const as = this.#operator.in(tenant, 'dev');
    const put = await as.call('PUT', `/fallback?agent_id=${agent}`, { policy: 'queue_and_retry' });
    if (put.status !== 200) throw new Error(put.text);
    const nowhere = { cidr: '127.0.0.1/32', port: 9, plain_http: true, reason: 'a test' };
    await this.#post('/egress_rules', { tenant_id: tenant, ...nowhere });
    const account = {
      name: this.freshId(),
      creds_type: 'API_KEY',
      provider: 'openai',
      base_url: 'http://127.0.0.1:9/v1',
      api_key: 'sk-nobody-0123456789',
      agent_id: agent,
    };
    const credential = await this.#post('/llm_credentials', account, tenant);
    const model = {
      name: this.freshId(),
      provider: 'openai',
      llm_credentials_id: credential['id'],
      model_name: 'some-model',
      agent_id: agent,
    };
    const name = String((await this.#post('/config/llm', model, tenant))['name']);
    this.#waiting.set(tenant, name);
    return name;
  }

  async #post(
    path: string,
    body: unknown,
    tenant?: string,
    environment = 'dev',
  ): Promise<Record<string, unknown>> {
    const as = tenant === undefined ? this.#operator : this.#operator.in(tenant, environment);
    const answer = await as.call('POST', path, body);
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return answer.body;
  }
}
