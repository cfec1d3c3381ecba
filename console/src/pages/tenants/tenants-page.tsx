import { Skeleton, Switch, Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Tenant, type TenantHealth, tenantHealthQuery, tenantsQuery } from '../../api/tenants.ts';
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
import { isTroubled } from './health.ts';
import { HealthCell } from './health-cell.tsx';
import { HealthPanel } from './health-panel.tsx';
import styles from './tenants.module.css';

const names = tenants.columns;
const columns = [names.tenant, names.health, names.plan, names.administeredBy, names.since, names.act];

/** Where operators begin: whom they look after, and the way in to each. */
export function TenantsPage() {
  const api = useApi();
  const list = useQuery(tenantsQuery(api));
  const health = useQuery(tenantHealthQuery(api));
  const [search, setSearch] = useState('');
  const [onlyTroubled, setOnlyTroubled] = useState(false);
  const find = (
    <div className={styles.find}>
      <Switch
        size="xs"
        label={tenants.health.onlyTroubled}
        checked={onlyTroubled}
        onChange={(event) => setOnlyTroubled(event.currentTarget.checked)}
      />
      <TextInput
        size="xs"
        aria-label={tenants.find}
        placeholder={tenants.find}
        leftSection={<Icon name="search" size={15} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
    </div>
  );
  return (
    <Page title={pages.tenants} description={tenants.description}>
      <Async query={health} what={tenants.health.loading} skeleton={<Skeleton height={126} radius="lg" />}>
        {({ items }) => <HealthPanel health={items} />}
      </Async>
      <Panel title={pages.tenants} aside={find} flush>
        <Async
          query={list}
          what={tenants.loading}
          skeleton={<DataTableSkeleton columns={columns} rows={5} />}
        >
          {(found) => (
            <>
              <TenantTable
                tenants={found.items}
                health={new Map(health.data?.items.map((one) => [one.tenant_id, one]))}
                search={search.trim().toLowerCase()}
                onlyTroubled={onlyTroubled}
              />
              <Partial list={found} />
            </>
          )}
        </Async>
      </Panel>
    </Page>
  );
}

interface TenantTableProps {
  tenants: readonly Tenant[];
  health: ReadonlyMap<string, TenantHealth>;
  search: string;
  onlyTroubled: boolean;
}

function TenantTable({ tenants: all, health, search, onlyTroubled }: TenantTableProps) {
  if (all.length === 0) {
    return (
      <EmptyState icon="tenants" title={tenants.empty.title}>
        {tenants.empty.body}
      </EmptyState>
    );
  }
  const isShown = ({ id, name }: Tenant) => {
    const known = health.get(id);
    if (onlyTroubled && !(known && isTroubled(known))) return false;
    return `${id} ${name}`.toLowerCase().includes(search);
  };
  const found = all.filter(isShown);
  if (found.length === 0) return <EmptyState icon="search" title={tenants.noneFound} />;
  return (
    <DataTable label={pages.tenants} columns={columns}>
      {found.map((tenant) => (
        <Table.Tr key={tenant.id}>
          <Table.Td>
            <span className={styles.name}>{tenant.name}</span>
            <span className={styles.id}>{tenant.id}</span>
          </Table.Td>
          <Table.Td>
            <HealthCell health={health.get(tenant.id)} />
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
