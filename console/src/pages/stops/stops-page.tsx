import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { deleteStop, type Stop, stopsQuery } from '../../api/stops.ts';
import { useApi, useChange } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { stops } from '../../strings/stops.ts';
import { CreateStopDialog } from './create-stop-dialog.tsx';
import { everyHost, kindOf } from './stop-kinds.ts';

const columns = Object.values(stops.columns);

export function StopsPage() {
  const query = useQuery(stopsQuery(useApi()));
  const [creating, dialog] = useDisclosure(false);
  return (
    <Page
      title={pages.stops}
      description={stops.description}
      actions={
        <Button color="red" leftSection={<Icon name="halt" size={16} />} onClick={dialog.open}>
          {stops.create}
        </Button>
      }
    >
      <Panel title={pages.stops} flush>
        <Async query={query} what={stops.loading} skeleton={<DataTableSkeleton columns={columns} rows={2} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="check" title={stops.empty.title}>
                {stops.empty.body}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.stops} columns={columns}>
                  {list.items.map((stop) => (
                    <StopRow key={stop.id} stop={stop} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      {creating && <CreateStopDialog onClose={dialog.close} />}
    </Page>
  );
}

function StopRow({ stop }: { stop: Stop }) {
  const kind = kindOf(stop);
  return (
    <Table.Tr>
      <Table.Td>
        <div className={cells.marks}>
          <Badge tone="broken">{stops.kinds[kind]}</Badge>
          <span className={cells.name}>{describe(stop)}</span>
        </div>
        {stop.credential_id !== null && stop.tenant_id !== null && stop.environment !== null && (
          <span className={cells.under}>
            {stops.ofTenant(stop.tenant_id, stop.environment)} ·{' '}
            <Link
              to="/t/$tenant/$environment/accounts/$account"
              params={{ tenant: stop.tenant_id, environment: stop.environment, account: stop.credential_id }}
            >
              {stops.seeAccount}
            </Link>
          </span>
        )}
      </Table.Td>
      <Table.Td className={cells.words}>{stop.reason}</Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={stop.created_at} />
      </Table.Td>
      <Table.Td>
        <LiftStop stop={stop} />
      </Table.Td>
    </Table.Tr>
  );
}

function LiftStop({ stop }: { stop: Stop }) {
  const change = useChange(() => deleteStop(stop.id));
  const what = describe(stop);
  return (
    <DeedButton
      rowName={stops.liftOne(what)}
      deed={{
        label: stops.lift,
        title: stops.liftTitle,
        meaning: stops.liftMeaning(what),
        change,
        isHarmless: true,
      }}
    />
  );
}

function describe({ tenant_id: tenant, environment, host, credential_id: credential }: Stop): string {
  if (host === everyHost) return stops.everything;
  return host ?? credential ?? stops.ofTenant(tenant ?? '', environment);
}
