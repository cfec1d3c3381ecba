import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { cancelQueuedCall, type QueuedCall, queueQuery } from '../../api/queue.ts';
import { useApi, useChange, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { queue } from '../../strings/queue.ts';
import { CallCell, FromCell } from './call-cells.tsx';
import { PolicyLink } from './policy-link.tsx';

const texts = queue.waiting;

/** What waits and why, those that are being tried first. It looks again by itself. */
export function WaitingPanel() {
  const api = useApi();
  const running = useQuery(queueQuery(api, 'running'));
  const queued = useQuery(queueQuery(api, 'queued'));
  const mayCancel = useMay('queue.cancel');
  const { act, ...shown } = texts.columns;
  const columns = [...Object.values(shown), ...(mayCancel ? [act] : [])];
  const skeleton = <DataTableSkeleton columns={columns} />;
  return (
    <Panel title={texts.title} flush>
      <Async query={running} what={queue.loading} skeleton={skeleton}>
        {({ items: tried }) => (
          <Async query={queued} what={queue.loading} skeleton={skeleton}>
            {(list) => {
              const calls = [...tried, ...list.items];
              if (calls.length === 0) {
                return (
                  <EmptyState icon="queue" title={texts.empty.title} action={<PolicyLink />}>
                    {texts.empty.body}
                  </EmptyState>
                );
              }
              return (
                <>
                  <DataTable label={texts.title} columns={columns}>
                    {calls.map((call) => (
                      <WaitingRow key={call.id} call={call} mayCancel={mayCancel} />
                    ))}
                  </DataTable>
                  <Partial list={list} />
                </>
              );
            }}
          </Async>
        )}
      </Async>
    </Panel>
  );
}

function WaitingRow({ call, mayCancel }: { call: QueuedCall; mayCancel: boolean }) {
  const { status, attempts, last_failure: failure } = call;
  return (
    <Table.Tr>
      <Table.Td>
        <CallCell call={call} />
      </Table.Td>
      <Table.Td>
        <FromCell call={call} />
      </Table.Td>
      <Table.Td className={cells.words}>
        {failure?.message}
        {failure && <span className={cells.under}>{failure.class}</span>}
      </Table.Td>
      <Table.Td>{attempts}</Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={call.created_at} />
      </Table.Td>
      <Table.Td className={cells.soft}>
        {status === 'running' ? (
          <Badge tone="accent">{queue.statuses.running}</Badge>
        ) : (
          <NextTry at={call.next_attempt_at} />
        )}
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={call.deadline} />
      </Table.Td>
      {mayCancel && (
        <Table.Td>
          <CancelOne id={call.id} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

const soonMs = 60_000;

/** Times that are a minute away read as if they were over. */
function NextTry({ at }: { at: string | null }) {
  const inMs = at === null ? 0 : Date.parse(at) - Date.now();
  if (inMs <= 0) return queue.due;
  return inMs < soonMs ? queue.soon : <TimeAgo at={at} />;
}

function CancelOne({ id }: { id: string }) {
  const change = useChange(() => cancelQueuedCall(id));
  return (
    <DeedButton
      rowName={queue.cancelOne(id)}
      deed={{ label: queue.cancel, title: queue.cancelTitle, meaning: queue.cancelMeaning, change }}
    />
  );
}
