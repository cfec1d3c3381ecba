import { Type } from 'typebox';
import { slugPattern } from '../kernel/ids.ts';
import { limits } from '../kernel/limits.ts';
import { environments } from '../kernel/scope.ts';

/** Text that people read: no control characters, so that no log or terminal is led astray. */
const readablePattern = '^[^\\u0000-\\u001f\\u007f]*$';

export const slug = (description: string) =>
  Type.String({ pattern: slugPattern, maxLength: 63, description });

export const displayName = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: readablePattern,
  description: 'A name that people see.',
});

export const environment = Type.Enum([...environments], { description: 'An environment of the tenant.' });

export const instant = (description: string) => Type.String({ format: 'date-time', description });
export const maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** Closed: a field that is not named here is refused in a request, and never leaves in an answer. */
export const closed = <P extends Parameters<typeof Type.Object>[0]>(properties: P, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description && { description }) });

export const listQuery = closed({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: limits.lists.limitMax, default: limits.lists.limitDefault }),
  ),
  cursor: Type.Optional(Type.String({ maxLength: 512, description: '`next_cursor` of the page before.' })),
});

export const listOf = <T extends Parameters<typeof Type.Array>[0]>(item: T) =>
  closed({ items: Type.Array(item), next_cursor: maybe(Type.String()) });

export const problem = Type.Object(
  {
    type: Type.String({ description: 'Always `about:blank#<code>`; the code is what counts.' }),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String({ description: 'What is wrong, for a person.' }),
    code: Type.String({ description: 'Stable: see docs/errors.md.' }),
    request_id: Type.String({ description: 'Also in the `x-request-id` header and in the log.' }),
    limit_owner: Type.Optional(
      Type.Enum(['platform', 'tenant', 'provider'], { description: 'Whose limit was reached.' }),
    ),
    resets_at: Type.Optional(
      Type.String({ format: 'date-time', description: 'When a budget that is spent begins anew.' }),
    ),
    errors: Type.Optional(
      Type.Array(Type.Object({ field: Type.String(), detail: Type.String() }), {
        description: 'Each thing that is wrong, by field.',
      }),
    ),
  },
  { description: 'RFC 9457 problem.' },
);
