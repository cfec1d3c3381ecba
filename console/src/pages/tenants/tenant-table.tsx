import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Tenant, TenantHealth } from '../../api/tenants.ts';
import { environments } from '../../areas/scope.ts';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { pages } from '../../strings/pages.ts';
import { tenants } from '../../strings/tenants.ts';
import type { Asked } from './asked-dialog.tsx';
import { isTroubled } from './health.ts';
import { HealthCell } from './health-cell.tsx';
import { TenantActions } from './tenant-actions.tsx';
import styles from './tenants.module.css';

const names = tenants.columns;
export const columns = [
  names.tenant,
  names.health,
  names.plan,
  names.administeredBy,
  names.since,
  names.act,
  names.change,
];

interface TenantTableProps {
  tenants: readonly Tenant[];
  health: ReadonlyMap<string, TenantHealth>;
  search: string;
  onlyTroubled: boolean;
  create: ReactNode;
  onAsk: (asked: Asked) => void;
}

export function TenantTable({ tenants: all, health, search, onlyTroubled, create, onAsk }: TenantTableProps) {
  if (all.length === 0) {
    return (
      <EmptyState icon="tenants" title={tenants.empty.title} action={create}>
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
        <TenantRow key={tenant.id} tenant={tenant} health={health.get(tenant.id)} onAsk={onAsk} />
      ))}
    </DataTable>
  );
}

interface TenantRowProps {
  tenant: Tenant;
  health: TenantHealth | undefined;
  onAsk: (asked: Asked) => void;
}

function TenantRow({ tenant, health, onAsk }: TenantRowProps) {
  return (
    <Table.Tr>
      <Table.Td>
        <span className={cells.name}>{tenant.name}</span>
        <span className={cells.under}>{tenant.id}</span>
      </Table.Td>
      <Table.Td>
        <HealthCell health={health} />
      </Table.Td>
      <Table.Td>{tenants.plans[tenant.plan]}</Table.Td>
      <Table.Td>{tenants.administeredBy[tenant.administered_by]}</Table.Td>
      <Table.Td className={cells.soft}>
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
      <Table.Td>
        <TenantActions tenant={tenant} onAsk={onAsk} />
      </Table.Td>
    </Table.Tr>
  );
}
