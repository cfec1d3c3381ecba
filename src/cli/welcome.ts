import type { App } from '../app.ts';
import type { Caller } from '../control/authentication/caller.ts';
import type { Act } from '../control/ports.ts';
import { createSigninLink, toLinkInput } from '../control/signin-links.ts';
import { createTenant } from '../control/tenants.ts';
import { createToken } from '../control/tokens.ts';
import { platformTenantId } from '../kernel/ids.ts';
import { print } from './terminal.ts';

const act: Act = { actor: { kind: 'system', id: 'first-start', role: 'system' }, requestId: 'start' };
const starter: Caller = {
  actor: { kind: 'system', id: 'first-start', role: 'operator' },
  role: 'operator',
  name: 'first-start',
  home: null,
  agentId: null,
  expiresAt: null,
};

const demoTenant = 'demo';
const demoEnvironment = 'dev';

/** What a person sees who starts Plugboard for the first time: where to go, and a command that answers. */
export async function printWelcome({ services, isFirstStart }: App, ms: number): Promise<void> {
  const { publicUrl } = services.platform;
  const link = await createSigninLink(services, act, toLinkInput({}));
  const lines = [
    '',
    `  Plugboard ${services.platform.version} is ready (${(ms / 1000).toFixed(1)} s)`,
    '',
    `  Console    ${publicUrl}/`,
    `  Sign in    ${publicUrl}/signin#${link.secret.reveal()}`,
    '             (works once, for 15 minutes; another: npm run -s plugboard signin-link)',
    `  API docs   ${publicUrl}/ai/docs`,
    '',
  ];
  const operator = isFirstStart ? await makeToken(services, operatorToken) : undefined;
  if (operator !== undefined) lines.push(`  Operator token (shown this once)   ${operator}`);
  if (services.credentials.sandbox) {
    const demo = isFirstStart ? await makeDemoToken(services) : undefined;
    if (demo !== undefined) {
      lines.push(`  Token of ${demoTenant}/${demoEnvironment} (shown this once)   ${demo}`);
    }
    lines.push('', `  ${chatCommand(publicUrl, demo ?? '$PLUGBOARD_TOKEN')}`, '');
  } else {
    const bearer = operator ?? '$PLUGBOARD_TOKEN';
    lines.push('', `  curl ${publicUrl}/ai/api/v1/tenants -H "Authorization: Bearer ${bearer}"`, '');
  }
  print(lines.join('\n'));
}

function chatCommand(publicUrl: string, token: string): string {
  const body = { model: 'default', stream: true, messages: [{ role: 'user', content: 'Hello' }] };
  return [
    `curl -N ${publicUrl}/v1/chat/completions -H "Authorization: Bearer ${token}"`,
    `-H "Content-Type: application/json" -d '${JSON.stringify(body)}'`,
  ].join(' ');
}

const operatorToken = { tenantId: platformTenantId, role: 'operator', environment: null } as const;
const demoToken = { tenantId: demoTenant, role: 'tenant_admin', environment: demoEnvironment } as const;

/** A tenant to try things in: the sandbox answers it until it connects a model of its own. */
async function makeDemoToken(services: App['services']): Promise<string> {
  await createTenant({ ...services, keys: services.tenantKeys }, act, demoTenant, {
    name: 'Demo',
    plan: 'enterprise',
  });
  return makeToken(services, demoToken);
}

async function makeToken(
  services: App['services'],
  { tenantId, role, environment }: typeof operatorToken | typeof demoToken,
): Promise<string> {
  const { token } = await createToken(services, act, starter, tenantId, {
    name: 'first start',
    role,
    environment,
    agentId: null,
    expiresAt: null,
  });
  return token.reveal();
}
