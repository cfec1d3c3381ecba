import { listOf, listQuery } from '../../../contract/common.ts';
import { ledgerCheckpoint } from '../../../contract/ledger.ts';
import { ledgerCheckpointBytes } from '../../../control/ledger/checkpoints.ts';
import { toNumberedPage } from '../../paging.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { maybeInstant, toHex, toInstant, toList } from '../answers.ts';
import { common } from './common.ts';

export const listLedgerCheckpointsRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/ledger/checkpoints',
  summary: 'List signed checkpoints, newest first; a copy kept elsewhere shows a later truncation',
  query: listQuery,
  answers: { 200: listOf(ledgerCheckpoint) },
  handle: async (call) => {
    const { deploymentId, store } = call.services;
    const page = await store.readInTenant(placeOf(call), ({ ledger }) =>
      ledger.listCheckpoints(toNumberedPage(call.query)),
    );
    const body = toList(page, (one) => ({
      seq: one.seq,
      hash: toHex(one.hash),
      at: toInstant(one.at),
      kind: one.kind,
      kept_since: maybeInstant(one.keptSince),
      key_id: one.keyId,
      signed: Buffer.from(ledgerCheckpointBytes(deploymentId, one)).toString('base64'),
      signature: Buffer.from(one.signature).toString('base64'),
    }));
    return { status: 200, body };
  },
});
