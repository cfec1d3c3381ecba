import { type Static, Type } from 'typebox';
import { exportKinds, exportStreams } from '../kernel/exports.ts';
import { closed, displayName, environment, instant, maybe } from './common.ts';

const kind = Type.Enum([...exportKinds], {
  description:
    '`otlp`: OTLP/HTTP logs in JSON, as collectors and SIEMs take them (`…/v1/logs`). `webhook`: signed batches (Standard Webhooks). `object_store`: the newest checkpoint is put to one URL, as a pre-signed one.',
});
const streams = Type.Array(Type.Enum([...exportStreams]), {
  minItems: 1,
  uniqueItems: true,
  description: 'Rows of the ledger, of the audit log, and signed ends of the ledger’s chain.',
});
const destination = closed(
  {
    url: Type.String({ minLength: 1, maxLength: 4096, description: 'Kept secret: it may hold a signature.' }),
    headers: Type.Optional(
      Type.Record(
        Type.String({ pattern: "^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$" }),
        Type.String({ maxLength: 4096, pattern: '^[\\x20-\\x7e]*$' }),
        { maxProperties: 20, description: 'Their values are secrets.' },
      ),
    ),
  },
  'Where it goes. URL and headers are replaced together.',
);

export const createExportBody = closed({ name: displayName, kind, streams, destination });
export type CreateExportBody = Static<typeof createExportBody>;
export const patchExportBody = closed({
  name: Type.Optional(displayName),
  streams: Type.Optional(streams),
  destination: Type.Optional(destination),
  enabled: Type.Optional(Type.Boolean()),
});
export type PatchExportBody = Static<typeof patchExportBody>;

export const exportAnswer = closed(
  {
    id: Type.String({ format: 'uuid' }),
    environment,
    name: Type.String(),
    kind,
    origin: Type.String({ description: 'Of the destination; the rest of its URL is not shown.' }),
    streams,
    enabled: Type.Boolean(),
    failing_since: maybe(instant('Since when nothing has got through.')),
    last_error: maybe(Type.String()),
    last_status: maybe(Type.Integer({ description: 'What the receiver last answered.' })),
    delivered_at: maybe(instant('When a batch last arrived.')),
    delivered_rows: Type.Integer({ minimum: 0 }),
    created_at: instant('When it was made.'),
    updated_at: instant('When it was last changed.'),
  },
  'Where the ledger or the audit log is sent on to.',
);
export type ExportAnswer = Static<typeof exportAnswer>;
export const newExport = closed({
  ...exportAnswer.properties,
  signing_secret: maybe(
    Type.String({
      description: 'Of a webhook: shown this one time. Receivers verify the signature with it.',
    }),
  ),
});
export const exportParams = closed({ id: Type.String({ format: 'uuid' }) });
