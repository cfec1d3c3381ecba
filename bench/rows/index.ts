import { deadNeighbourRow, failFastRow } from './dead-provider.ts';
import { latencyRow } from './latency.ts';
import { ledgerRow } from './ledger.ts';
import { manyTenantsRow } from './many-tenants.ts';
import { openStreamsRow } from './open-streams.ts';
import { queueRow } from './queue.ts';
import type { Row } from './row.ts';
import { throughputRow } from './throughput.ts';

const small = { promptBytes: 200, connections: 64 };

export const rows: readonly Row[] = [
  // First: a process that was under load before has room left, and seems to need none.
  openStreamsRow,
  throughputRow({
    id: 'small',
    title: 'A small call, not streamed',
    dialect: 'openai',
    pacing: 'burst',
    streamed: false,
    ...small,
    bars: { floor: 0.7, portkey: 10 },
  }),
  throughputRow({
    id: 'large-prompt',
    title: 'A prompt of 400 KB, same dialect',
    dialect: 'openai',
    pacing: 'burst',
    streamed: false,
    promptBytes: 400 * 1024,
    connections: 16,
    bars: { floor: 0.5 },
  }),
  throughputRow({
    id: 'openai-stream',
    title: 'An OpenAI stream of 200 events',
    dialect: 'openai',
    pacing: 'burst',
    streamed: true,
    ...small,
    bars: { floor: 0.85 },
  }),
  throughputRow({
    id: 'anthropic-stream',
    title: 'An Anthropic stream of 200 events, translated',
    dialect: 'anthropic',
    pacing: 'burst',
    streamed: true,
    ...small,
    bars: { floor: 0.75, portkey: 6 },
  }),
  throughputRow({
    id: 'bedrock-stream',
    title: 'A Bedrock ConverseStream of 200 events, translated',
    dialect: 'bedrock',
    pacing: 'burst',
    streamed: true,
    ...small,
    bars: {},
  }),
  throughputRow({
    id: 'openai-stream-paced',
    title: 'An OpenAI stream, an event at a time',
    dialect: 'openai',
    pacing: 'paced',
    streamed: true,
    ...small,
    bars: {},
  }),
  throughputRow({
    id: 'anthropic-stream-paced',
    title: 'An Anthropic stream, an event at a time, translated',
    dialect: 'anthropic',
    pacing: 'paced',
    streamed: true,
    ...small,
    bars: {},
  }),
  latencyRow,
  failFastRow,
  deadNeighbourRow,
  queueRow,
  ledgerRow,
  manyTenantsRow,
];
