import { Type } from 'typebox';
import { closed } from './common.ts';
import { credsTypes, providerName } from './credentials.ts';

export const field = closed({
  name: Type.String(),
  label: Type.String(),
  required: Type.Boolean(),
  secret: Type.Boolean(),
  pattern: Type.Optional(Type.String({ description: 'A hint for forms, never a gate.' })),
  help: Type.String(),
  multiline: Type.Optional(Type.Boolean()),
  options: Type.Optional(Type.Array(Type.String())),
  advanced: Type.Optional(Type.Boolean({ description: 'Stands under “more options” of a form.' })),
});

export const providerEntry = closed(
  {
    id: Type.String(),
    name: Type.String(),
    provider: providerName,
    variants: Type.Array(
      closed({
        id: Type.String(),
        creds_type: Type.Enum([...credsTypes]),
        auth: Type.String(),
        fields: Type.Array(field),
      }),
    ),
    presets: Type.Array(
      closed({
        id: Type.String(),
        name: Type.String(),
        base_url: Type.String(),
        help: Type.Optional(Type.String()),
      }),
    ),
  },
  'A provider, and each way of authenticating with what it asks for.',
);
export const catalogue = Type.Array(providerEntry);
