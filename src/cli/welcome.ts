import type { App } from '../app.ts';
import type { Caller } from '../control/authentication/caller.ts';
import type { Act } from '../control/ports.ts';
import { createSigninLink, toLinkInput } from '../control/signin-links.ts';
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

/** What a person sees who starts Plugboard for the first time: where to go, and a command that answers. */
export async function printWelcome({ services, isFirstStart }: App, ms: number): Promise<void> {
  const { publicUrl } = services.platform;
  const link = await createSigninLink(services, act, toLinkInput({}));
  const token = isFirstStart ? await firstToken(services) : undefined;
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
  if (token !== undefined) lines.push(`  Operator token (shown this once)   ${token}`, '');
  const bearer = token ?? '$PLUGBOARD_TOKEN';
  lines.push(`  curl ${publicUrl}/ai/api/v1/tenants -H "Authorization: Bearer ${bearer}"`, '');
  print(lines.join('\n'));
}

async function firstToken(services: App['services']): Promise<string> {
  const { token } = await createToken(services, act, starter, platformTenantId, {
    name: 'first start',
    role: 'operator',
    environment: null,
    agentId: null,
    expiresAt: null,
  });
  return token.reveal();
}
