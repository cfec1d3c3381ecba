import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type RequestFilter, type RequestSummary, requestsQuery } from '../../api/service-requests.ts';
import { useApi, useArea } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { pages } from '../../strings/pages.ts';
import { serviceRequests } from '../../strings/service-requests.ts';
import { RequestLink } from './request-link.tsx';
import { EnvironmentBadge, StateBadge } from './state-badge.tsx';

const ofTenant = Object.values(serviceRequests.columns);
const ofQueue = Object.values(serviceRequests.queueColumns);

interface RequestTableProps {
  filter: RequestFilter;
  empty: ReactNode;
}

/** It looks again by itself. */
export function RequestTable({ filter, empty }: RequestTableProps) {
  const { place } = useArea();
  const columns = place ? ofTenant : ofQueue;
  const query = useInfiniteQuery(requestsQuery(useApi(), filter));
  return (
    <Async query={query} what={serviceRequests.loading} skeleton={<DataTableSkeleton columns={columns} />}>
      {({ pages: loaded }) => {
        const all = loaded.flatMap(({ items }) => items);
        if (all.length === 0) return empty;
        return (
          <>
            <DataTable label={pages.requests} columns={columns}>
              {all.map((request) => (
                <RequestRow key={request.id} request={request} />
              ))}
            </DataTable>
            <MoreRows query={query} more={serviceRequests.more} end={serviceRequests.end} />
          </>
        );
      }}
    </Async>
  );
}

function RequestRow({ request }: { request: RequestSummary }) {
  const { place } = useArea();
  const { id, subject, state, tenant, environments, assignee, on_behalf: onBehalf } = request;
  const named = (
    <span className={cells.marks}>
      {environments.map((environment) => (
        <EnvironmentBadge key={environment} environment={environment} />
      ))}
    </span>
  );
  return (
    <Table.Tr>
      <Table.Td>
        <RequestLink id={id} className={cells.link}>
          {subject}
        </RequestLink>
        {place ? onBehalf && <span className={cells.under}>{serviceRequests.onBehalf}</span> : named}
      </Table.Td>
      {!place && (
        <Table.Td>
          <span className={cells.name}>{tenant.name}</span>
          <span className={cells.under}>{tenant.id}</span>
        </Table.Td>
      )}
      <Table.Td>
        <StateBadge state={state} />
      </Table.Td>
      {place && <Table.Td>{named}</Table.Td>}
      <Table.Td className={assignee ? undefined : cells.soft}>
        {assignee?.name ?? serviceRequests.nobody}
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={request.updated_at} />
      </Table.Td>
    </Table.Tr>
  );
}
