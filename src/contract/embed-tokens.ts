import { Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { closed, instant } from './common.ts';

export const embedPageNames = [
  'overview',
  'models',
  'features',
  'agents',
  'fallback',
  'explain',
  'llm_config',
  'chat',
] as const;

export const createEmbedTokenBody = closed({
  role: Type.Enum(['tenant_admin', 'user'], {
    description: 'What the person is here; never more than who asks.',
  }),
  pages: Type.Array(Type.Enum([...embedPageNames]), {
    minItems: 1,
    maxItems: embedPageNames.length,
    uniqueItems: true,
    description: 'The pages that may be shown. The token has the rights that these take, and no other.',
  }),
  subject: Type.String({
    pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'Who looks at the page, as the platform names them; stands in the audit log.',
  }),
  lifetime_s: Type.Optional(
    Type.Integer({
      minimum: 10,
      maximum: limits.embedding.lifetimeMaxSeconds,
      default: limits.embedding.lifetimeDefaultSeconds,
    }),
  ),
});

export const createdEmbedToken = closed({
  token: Type.String({ description: 'Shown once. For the frame alone: `/v1` takes none.' }),
  expires_at: instant('When the frame needs the next one.'),
  url: Type.String({ format: 'uri', description: 'The address of the first of the pages, for the frame.' }),
});
