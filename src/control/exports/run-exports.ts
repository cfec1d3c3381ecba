import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import {
  type ExportCursor,
  type ExportItem,
  type ExportRecord,
  exportStreams,
} from '../../kernel/exports.ts';
import { platformTenantId } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type { Telemetry } from '../../kernel/telemetry.ts';
import type { ClaimedExport, ExportQueue } from '../export-ports.ts';
import type { PostWebhook } from '../notification-ports.ts';
import type { Sealer } from '../ports.ts';
import { pauseAfter } from '../webhooks/settle-delivery.ts';
import { openDestination } from './destination.ts';
import { toItems } from './items.ts';
import { toExportRequest } from './to-request.ts';

export interface RunExportsParts {
  queue: ExportQueue;
  sealer: Sealer;
  post: PostWebhook;
  rulesFor(of: ExportRecord): 'operator' | readonly EgressRule[];
  deploymentId: string;
  clock: Clock;
  telemetry: Pick<Telemetry, 'deliveryTried'>;
}

const { atOnce, batchRows, leaseMs, pollEveryMs, platformPollEveryMs } = limits.exports;

/** Sends what is due until nothing is; a batch is either all told as arrived or sent again. */
export async function runExports(parts: RunExportsParts, signal: AbortSignal): Promise<void> {
  // Mostly nothing is: that is found out by one question, not by as many as may run at once.
  const first = await claim(parts);
  if (!first) return;
  const runs = Array.from({ length: atOnce }, (_, index) =>
    runOneAfterAnother(parts, index === 0 ? first : undefined, signal),
  );
  await Promise.all(runs);
}

async function runOneAfterAnother(
  parts: RunExportsParts,
  first: ClaimedExport | undefined,
  signal: AbortSignal,
): Promise<void> {
  for (
    let claimed = first ?? (await claim(parts));
    claimed && !signal.aborted;
    claimed = await claim(parts)
  ) {
    await sendBatch(parts, claimed, signal);
  }
}

function claim({ queue, clock }: RunExportsParts): Promise<ClaimedExport | undefined> {
  const now = clock();
  return queue.claim({ now, leaseUntil: now + leaseMs });
}

async function sendBatch(parts: RunExportsParts, claimed: ClaimedExport, signal: AbortSignal): Promise<void> {
  const { queue, clock, telemetry } = parts;
  const { items, cursors, isFull } = await readBatch(parts, claimed.export);
  const [first, ...rest] = items;
  // Rows that are not this environment’s to see still move the cursor.
  const outcome = first ? await send(parts, claimed.export, [first, ...rest], signal) : { status: null };
  const at = clock();
  const { tenantId, id, failures } = claimed.export;
  if ('detail' in outcome) {
    if (signal.aborted) return;
    telemetry.deliveryTried({
      channel: 'export',
      outcome: 'failed',
      tenantId,
      deliveryId: id,
      detail: outcome.detail,
    });
    const nextAt = at + pauseAfter(failures + 1, Math.random);
    return queue.settle(claimed, { arrived: false, ...outcome, at, nextAt });
  }
  if (first) {
    telemetry.deliveryTried({
      channel: 'export',
      outcome: 'arrived',
      tenantId,
      deliveryId: id,
      detail: undefined,
    });
  }
  const idleMs = tenantId === platformTenantId ? platformPollEveryMs : pollEveryMs;
  const nextAt = isFull ? at : at + idleMs;
  await queue.settle(claimed, { arrived: true, rows: items.length, ...outcome, cursors, at, nextAt });
}

async function readBatch(
  { queue, deploymentId }: RunExportsParts,
  of: ExportRecord,
): Promise<{ items: ExportItem[]; cursors: ExportCursor[]; isFull: boolean }> {
  const only = of.tenantId === platformTenantId ? null : of.environment;
  const items: ExportItem[] = [];
  const cursors: ExportCursor[] = [];
  let read = 0;
  for (const stream of exportStreams) {
    if (!of.streams.includes(stream) || read >= batchRows) continue;
    const found = await queue.read(of, stream, batchRows - read);
    read += found.rows.rows.length;
    items.push(...toItems(found.rows, deploymentId, only));
    cursors.push(...found.cursors);
  }
  return { items, cursors, isFull: read >= batchRows };
}

type Sent = { status: number | null } | { status: number | null; detail: string };

async function send(
  { sealer, post, rulesFor, deploymentId, clock }: RunExportsParts,
  of: ExportRecord,
  items: readonly [ExportItem, ...ExportItem[]],
  signal: AbortSignal,
): Promise<Sent> {
  try {
    const { destination, release } = await openDestination(sealer, of);
    try {
      const request = toExportRequest(of.kind, destination, items, deploymentId, clock());
      const outcome = await post({ ...request, policy: rulesFor(of), signal });
      if (outcome.kind === 'failed') return { status: null, detail: outcome.detail };
      const { status } = outcome;
      return status >= 200 && status < 300
        ? { status }
        : { status, detail: `The receiver answered ${status}.` };
    } finally {
      release();
    }
  } catch (error) {
    if (signal.aborted || error instanceof PlugboardError) {
      return { status: null, detail: error instanceof PlugboardError ? error.message : 'It was broken off.' };
    }
    throw error;
  }
}
