import { Type } from 'typebox';
import { closed, maybe } from './common.ts';

export const platform = closed(
  {
    name: Type.String(),
    version: Type.String(),
    public_url: Type.String(),
    support_url: maybe(Type.String()),
    egress_ips: Type.Array(Type.String(), {
      description: 'The addresses that calls to providers come from: what to allowlist.',
    }),
  },
  'Names and addresses of the platform.',
);

export const keys = closed(
  {
    provider: Type.String({ description: 'Where the key-encryption keys are.' }),
    primary: Type.String({ description: 'The version that new tenant keys are wrapped with.' }),
    healthy: Type.Boolean(),
    versions: Type.Array(
      closed({
        version: Type.String(),
        tenant_keys: Type.Integer({ description: 'Tenants whose key is wrapped by this version.' }),
        primary: Type.Boolean(),
      }),
    ),
  },
  'Versions of the key-encryption key and what depends on them.',
);
export const rewrapResult = closed({
  rewrapped: Type.Integer(),
  remaining: Type.Integer({ description: 'Keys that are still under an older version; run it again.' }),
});
export const keyParams = closed({ version: Type.String({ maxLength: 2048, pattern: '^[\\x21-\\x7e]+$' }) });

export const health = closed({ status: Type.Enum(['ok', 'stopping']) });
export const readiness = closed({
  status: Type.Enum(['ready', 'not_ready']),
  checks: Type.Optional(
    Type.Record(Type.String(), closed({ ok: Type.Boolean(), detail: Type.String() }), {
      description: 'Only for callers on loopback and operators.',
    }),
  ),
});
