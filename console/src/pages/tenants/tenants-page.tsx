import { Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Tenant, tenantsQuery } from '../../api/tenants.ts';
import { useApi } from '../../areas/area.tsx';
import { environments } from '../../areas/scope.ts';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { tenants } from '../../strings/tenants.ts';
import styles from './tenants.module.css';

const names = tenants.columns;
const columns = [names.tenant, names.plan, names.administeredBy, names.since, names.act];

/** Where operators begin: whom they look after, and the way in to each. */
export function TenantsPage() {
  const list = useQuery(tenantsQuery(useApi()));
  const [search, setSearch] = useState('');
  const find = (
    <TextInput
      size="xs"
      aria-label={tenants.find}
      placeholder={tenants.find}
      leftSection={<Icon name="search" size={15} />}
      value={search}
      onChange={(event) => setSearch(event.currentTarget.value)}
    />
  );
  return (
    <Page title={pages.tenants} description={tenants.description}>
      <Panel title={pages.tenants} aside={find} flush>
        <Async
          query={list}
          what={tenants.loading}
          skeleton={<DataTableSkeleton columns={columns} rows={5} />}
        >
          {(found) => (
            <>
              <TenantTable tenants={found.items} search={search.trim().toLowerCase()} />
              <Partial list={found} />
            </>
          )}
        </Async>
      </Panel>
    </Page>
  );
}

function TenantTable({ tenants: all, search }: { tenants: readonly Tenant[]; search: string }) {
  if (all.length === 0) {
    return (
      <EmptyState icon="tenants" title={tenants.empty.title}>
        {tenants.empty.body}
      </EmptyState>
    );
  }
  const found = all.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(search));
  if (found.length === 0) return <EmptyState icon="search" title={tenants.noneFound} />;
  return (
    <DataTable label={pages.tenants} columns={columns}>
      {found.map((tenant) => (
        <Table.Tr key={tenant.id}>
          <Table.Td>
            <span className={styles.name}>{tenant.name}</span>
            <span className={styles.id}>{tenant.id}</span>
          </Table.Td>
          <Table.Td>{tenants.plans[tenant.plan]}</Table.Td>
          <Table.Td>{tenants.administeredBy[tenant.administered_by]}</Table.Td>
          <Table.Td>
            <TimeAgo at={tenant.created_at} />
          </Table.Td>
          <Table.Td>
            <span className={styles.places}>
              {environments.map((environment) => (
                <Link
                  key={environment}
                  className={styles.place}
                  data-environment={environment}
                  to="/t/$tenant/$environment"
                  params={{ tenant: tenant.id, environment }}
                  aria-label={tenants.actIn(tenant.name, environment)}
                >
                  {environment}
                </Link>
              ))}
            </span>
          </Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}
