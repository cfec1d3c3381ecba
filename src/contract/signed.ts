import { type TSchema, Type } from 'typebox';
import { closed } from './common.ts';

/** A statement with what it takes to check it offline: the public key of that id, and nothing of ours. */
export const signed = <T extends TSchema>(statement: T, description: string) =>
  closed(
    {
      statement,
      signed: Type.String({
        description: 'Base64 of the exact bytes signed: the statement as JSON with its keys in order.',
      }),
      signature: Type.String({ description: 'Base64 Ed25519.' }),
      key_id: Type.String({ description: 'One of `GET /ledger/keys`.' }),
    },
    description,
  );
