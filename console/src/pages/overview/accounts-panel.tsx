import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { credentialsQuery } from '../../api/credentials.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { ConnectButton } from '../../components/connect-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { overview } from '../../strings/overview.ts';
import { pages } from '../../strings/pages.ts';

const texts = overview.accounts;
const columns = [texts.name, texts.status, texts.checked, texts.used];

/** How each account is: the first thing to look at when something does not answer. */
export function AccountsPanel() {
  const { api, platform } = useArea();
  const place = usePlace();
  const credentials = useQuery(credentialsQuery(api));
  const all = (
    <Link to="/t/$tenant/$environment/models" params={place}>
      {texts.all}
    </Link>
  );
  return (
    <Panel title={texts.title} aside={all} flush>
      <Async query={credentials} what={texts.title} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="plug" title={texts.none} action={<ConnectButton label={pages.connect} />}>
              {texts.noneMeaning(platform.name)}
            </EmptyState>
          ) : (
            <>
              <DataTable label={texts.title} columns={columns}>
                {list.items.map(({ id, name, status, status_detail, last_checked_at, last_used_at }) => (
                  <Table.Tr key={id}>
                    <Table.Td>
                      <Link
                        className={cells.link}
                        to="/t/$tenant/$environment/accounts/$account"
                        params={{ ...place, account: id }}
                      >
                        {name}
                      </Link>
                    </Table.Td>
                    <Table.Td>
                      <StatusBadge status={status} detail={status_detail} />
                    </Table.Td>
                    <Table.Td>
                      <TimeAgo at={last_checked_at} />
                    </Table.Td>
                    <Table.Td>
                      <TimeAgo at={last_used_at} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </DataTable>
              <Partial list={list} />
            </>
          )
        }
      </Async>
    </Panel>
  );
}
