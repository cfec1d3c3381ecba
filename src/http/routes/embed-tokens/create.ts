import { createdEmbedToken, createEmbedTokenBody } from '../../../contract/embed-tokens.ts';
import type { EmbedPage } from '../../../control/authentication/embed-pages.ts';
import { createEmbedToken } from '../../../control/embed-tokens.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toInstant } from '../answers.ts';

export const createEmbedTokenRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/embed_tokens',
  access: { permission: 'embed_tokens.create' },
  actsOn: 'environment',
  tag: 'Embedding',
  summary: 'Let a person see pages of an environment in a frame of the platform’s own product, for minutes',
  body: createEmbedTokenBody,
  answers: { 201: createdEmbedToken },
  handle: async (call) => {
    const { caller, act } = callerOf(call);
    const { tenantId, environment } = placeOf(call);
    const { role, pages, subject, lifetime_s: lifetimeSeconds } = call.body;
    const { token, expiresAt } = await createEmbedToken(
      call.services,
      act,
      caller,
      { tenantId, environment },
      { role, pages, subject, lifetimeSeconds },
    );
    const [first = 'overview'] = pages;
    const url = `${call.services.platform.publicUrl}/embed/t/${tenantId}/${environment}${paths[first]}`;
    return { status: 201, body: { token: token.reveal(), expires_at: toInstant(expiresAt), url } };
  },
});

/** Where the console has them. */
const paths: Readonly<Record<EmbedPage, string>> = {
  overview: '',
  models: '/models',
  features: '/features',
  agents: '/agents',
  fallback: '/fallback',
  explain: '/explain',
  llm_config: '/llm-config',
  chat: '/chat',
};
