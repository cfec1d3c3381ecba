import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { queuesQuery, type TenantQueue } from '../../api/queue.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { describeWait, QueueStateBadge } from '../../components/queue-state.tsx';
import { pages } from '../../strings/pages.ts';
import { queues } from '../../strings/queue.ts';
import { OtherQueue } from './other-queue.tsx';
import { QueueActions } from './queue-actions.tsx';

const columns = Object.values(queues.columns);

/** Where something waits, or something was done to a queue. It looks again by itself. */
export function QueuesPage() {
  const query = useQuery(queuesQuery(useApi()));
  const [problem, setProblem] = useState<unknown>(undefined);
  return (
    <Page title={pages.queues} description={queues.description}>
      <Panel title={pages.queues} flush>
        <Async
          query={query}
          what={queues.loading}
          skeleton={<DataTableSkeleton columns={columns} rows={2} />}
        >
          {(list) => (
            <>
              {problem !== undefined && (
                <div className={cells.problem}>
                  <ProblemNotice problem={toProblem(problem)} />
                </div>
              )}
              {list.items.length === 0 ? (
                <EmptyState icon="queue" title={queues.empty.title}>
                  {queues.empty.body}
                </EmptyState>
              ) : (
                <DataTable label={pages.queues} columns={columns}>
                  {list.items.map((queue) => (
                    <QueueRow key={queue.tenant_id} queue={queue} onProblem={setProblem} />
                  ))}
                </DataTable>
              )}
              <Partial list={list} />
            </>
          )}
        </Async>
      </Panel>
      <OtherQueue listed={query.data?.items ?? []} />
    </Page>
  );
}

interface QueueRowProps {
  queue: TenantQueue;
  onProblem: (error: unknown) => void;
}

function QueueRow({ queue, onProblem }: QueueRowProps) {
  return (
    <Table.Tr>
      <Table.Td className={cells.name}>{queue.tenant_id}</Table.Td>
      <Table.Td>
        <QueueStateBadge state={queue.state} />
      </Table.Td>
      <Table.Td>{queue.depth}</Table.Td>
      <Table.Td>{queue.running}</Table.Td>
      <Table.Td className={cells.soft}>{describeWait(queue)}</Table.Td>
      <Table.Td>
        <QueueActions queue={queue} onProblem={onProblem} />
      </Table.Td>
    </Table.Tr>
  );
}
