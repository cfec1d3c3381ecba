import { type Static, Type } from 'typebox';
import { closed } from './common.ts';
import { createCredentialBody, providerName } from './credentials.ts';

/** Longer than any key file with everything around it. */
export const pastedCharactersMax = 262_144;

export const pasteKinds = [
  'curl',
  'env',
  'aws_file',
  'google_key_file',
  'credential_body',
  'address',
  'key',
] as const;

export const parseBody = closed({
  text: Type.String({
    minLength: 1,
    maxLength: pastedCharactersMax,
    description: 'Whatever is at hand: a curl command, an environment file, a key file, an address, a key.',
  }),
});

const recognised = closed(
  {
    recognised: Type.Literal(true),
    kind: Type.Enum([...pasteKinds]),
    credential: Type.Partial(createCredentialBody, {
      additionalProperties: false,
      description: 'The fields of `POST /llm_credentials`, as far as they were there. Secrets included.',
    }),
    provider: Type.Optional(providerName),
    model_name: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    deployment_name: Type.Optional(Type.String({ minLength: 1, maxLength: 256 })),
    read: Type.Array(
      closed({
        what: Type.String(),
        from: Type.String({ description: 'Where in the text it stood.' }),
        field: Type.Optional(Type.String()),
      }),
      { description: 'What was recognised. Never a secret’s text.' },
    ),
    missing: Type.Array(closed({ field: Type.String(), detail: Type.String() })),
    notes: Type.Array(Type.String()),
  },
  'The form, filled in from what was pasted.',
);
export type RecognisedDraft = Static<typeof recognised>;

const unrecognised = closed(
  {
    recognised: Type.Literal(false),
    detail: Type.String({ description: 'Why, for a person.' }),
    accepted: Type.Array(Type.String(), { description: 'What can be pasted.' }),
  },
  'Nothing in the text can be used.',
);
export type Unrecognised = Static<typeof unrecognised>;

export const pastedDraft = Type.Union([recognised, unrecognised]);
export type PastedDraft = Static<typeof pastedDraft>;
