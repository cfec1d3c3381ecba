import { Type } from 'typebox';
import { closed } from './common.ts';

export const signinMethods = closed(
  {
    link: Type.Boolean({ description: 'One-time links: these always work.' }),
    oidc: closed({
      enabled: Type.Boolean({ description: 'The platform’s own identity provider, at `/signin/oidc`.' }),
      name: Type.String({ description: 'What the platform is called.' }),
    }),
  },
  'How people can sign in here.',
);
