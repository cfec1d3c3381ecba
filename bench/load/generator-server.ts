import { announce } from '../processes.ts';
import { callInClosedLoop, callInOpenLoop } from './calling.ts';
import { HeldStreams } from './held-streams.ts';
import type { Job } from './jobs.ts';

/** The load generator: a process of its own, so that what it costs is nobody else’s. One job at a time. */

const held = new HeldStreams();

async function carryOut(job: Job): Promise<unknown> {
  switch (job.kind) {
    case 'closed':
      return callInClosedLoop(job.call, job.connections, job.seconds, job.tokens);
    case 'open':
      return callInOpenLoop(job.call, job.connections, job.seconds, job.perSecond);
    case 'hold':
      return held.open(job.call, job.streams);
    case 'release':
      return held.release();
  }
}

process.on('message', (job: Job) => {
  void carryOut(job).then(
    (result) => process.send?.({ result }),
    (error) => process.send?.({ error: String(error) }),
  );
});
announce({ port: 0 });
