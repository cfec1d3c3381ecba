import { checkpoint } from '../../../contract/audit.ts';
import { listOf, listQuery } from '../../../contract/common.ts';
import { checkpointBytes } from '../../../control/audit.ts';
import { toNumberedPage } from '../../paging.ts';
import { defineRoute } from '../../route.ts';
import { toHex, toInstant, toList } from '../answers.ts';
import { common, scopeOf } from './common.ts';

export const listCheckpointsRoute = defineRoute({
  ...common,
  method: 'GET',
  path: '/ai/api/v1/audit/checkpoints',
  summary: 'List signed checkpoints, newest first; a copy kept elsewhere shows a later truncation',
  query: listQuery,
  answers: { 200: listOf(checkpoint) },
  handle: async (call) => {
    const { deploymentId, store } = call.services;
    const page = await store.readInTenant(scopeOf(call), ({ audit }) =>
      audit.listCheckpoints(toNumberedPage(call.query)),
    );
    const body = toList(page, (one) => ({
      seq: one.seq,
      hash: toHex(one.hash),
      at: toInstant(one.at),
      key_id: one.keyId,
      signed: Buffer.from(checkpointBytes(deploymentId, one)).toString('base64'),
      signature: Buffer.from(one.signature).toString('base64'),
    }));
    return { status: 200, body };
  },
});
