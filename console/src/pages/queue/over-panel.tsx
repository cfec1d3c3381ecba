import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { newestCallsQuery, type QueuedCall } from '../../api/queue.ts';
import { useApi } from '../../areas/area.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { queue } from '../../strings/queue.ts';
import { CallCell, FromCell } from './call-cells.tsx';

const texts = queue.over;
const columns = Object.values(texts.columns);
const tones: Record<QueuedCall['status'], Tone> = {
  queued: 'waiting',
  running: 'accent',
  done: 'healthy',
  failed: 'broken',
  cancelled: 'idle',
  expired: 'broken',
};

/** What became of the newest ones. Below everything else: where there are none it takes no room at all. */
export function OverPanel() {
  const { data } = useQuery(newestCallsQuery(useApi()));
  const over = data?.items.filter(({ finished_at: at }) => at !== null) ?? [];
  if (over.length === 0) return null;
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {over.map((call) => (
          <Table.Tr key={call.id}>
            <Table.Td>
              <CallCell call={call} />
            </Table.Td>
            <Table.Td>
              <FromCell call={call} />
            </Table.Td>
            <Table.Td>
              <Badge tone={tones[call.status]}>{queue.statuses[call.status]}</Badge>
              {call.error_code !== null && (
                <span className={cells.under}>
                  <code>{call.error_code}</code>
                </span>
              )}
            </Table.Td>
            <Table.Td>{call.attempts}</Table.Td>
            <Table.Td className={cells.soft}>
              <TimeAgo at={call.finished_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Panel>
  );
}
