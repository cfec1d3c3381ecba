import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Incident, incidentsQuery } from '../../api/incidents.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { incidents } from '../../strings/incidents.ts';
import { pages } from '../../strings/pages.ts';

const columns = Object.values(incidents.columns);

export function IncidentsPage() {
  const query = useInfiniteQuery(incidentsQuery(useApi()));
  return (
    <Page title={pages.incidents} description={incidents.description}>
      <Panel title={pages.incidents} flush>
        <Async query={query} what={incidents.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {({ pages: loaded }) => {
            const all = loaded.flatMap(({ items }) => items);
            if (all.length === 0) {
              return (
                <EmptyState icon="pulse" title={incidents.empty.title}>
                  {incidents.empty.body}
                </EmptyState>
              );
            }
            return (
              <>
                <GoingOn count={all.filter(({ closed_at: closedAt }) => closedAt === null).length} />
                <DataTable label={pages.incidents} columns={columns}>
                  {all.map((incident) => (
                    <IncidentRow key={incident.id} incident={incident} />
                  ))}
                </DataTable>
                <MoreRows query={query} more={incidents.more} end={incidents.end} />
              </>
            );
          }}
        </Async>
      </Panel>
    </Page>
  );
}

function GoingOn({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <div className={cells.problem}>
      <Note
        tone="broken"
        icon="pulse"
        title={incidents.goingOn(count)}
        action={<Link to="/operator/stops">{incidents.stop}</Link>}
      >
        {incidents.advice}
      </Note>
    </div>
  );
}

function IncidentRow({ incident }: { incident: Incident }) {
  const { provider, host, closed_at: closedAt, credentials, tenants } = incident;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={cells.name}>{provider}</span>
        <span className={cells.under}>{host}</span>
      </Table.Td>
      <Table.Td>{incidents.classes[incident.class]}</Table.Td>
      <Table.Td>
        <Badge tone={closedAt === null ? 'broken' : 'healthy'} dot>
          {closedAt === null ? incidents.open : incidents.over}
        </Badge>
      </Table.Td>
      <Table.Td>{incidents.concerned(credentials, tenants)}</Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={incident.opened_at} />
      </Table.Td>
      <Table.Td className={cells.soft}>{closedAt !== null && <TimeAgo at={closedAt} />}</Table.Td>
    </Table.Tr>
  );
}
