import { Switch, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { tenantHealthQuery, tenantsQuery } from '../../api/tenants.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTableSkeleton } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { tenants } from '../../strings/tenants.ts';
import { type Asked, AskedDialog } from './asked-dialog.tsx';
import type { Done } from './done-note.tsx';
import { columns, TenantTable } from './tenant-table.tsx';
import styles from './tenants.module.css';

interface TenantsPanelProps {
  /** Makes the first one, where there is none. */
  create: ReactNode;
  onDone: (done: Done) => void;
}

export function TenantsPanel({ create, onDone }: TenantsPanelProps) {
  const api = useApi();
  const list = useQuery(tenantsQuery(api));
  const health = useQuery(tenantHealthQuery(api));
  const healthOf = new Map(health.data?.items.map((one) => [one.tenant_id, one]));
  const [filter, setFilter] = useState(everything);
  const [asked, setAsked] = useState<Asked>();
  const [asking, dialog] = useDisclosure(false);
  const ask = (next: Asked) => {
    setAsked(next);
    dialog.open();
  };
  return (
    <Panel title={pages.tenants} aside={<Find filter={filter} onChange={setFilter} />} flush>
      <Async query={list} what={tenants.loading} skeleton={<DataTableSkeleton columns={columns} rows={5} />}>
        {(found) => (
          <>
            <TenantTable
              tenants={found.items}
              health={healthOf}
              search={filter.search.trim().toLowerCase()}
              onlyTroubled={filter.onlyTroubled}
              create={create}
              onAsk={ask}
            />
            <Partial list={found} />
          </>
        )}
      </Async>
      {asked && (
        <AskedDialog
          asked={asked}
          health={healthOf.get(asked.tenant.id)}
          opened={asking}
          onDone={(done) => {
            dialog.close();
            onDone(done);
          }}
          onClose={dialog.close}
        />
      )}
    </Panel>
  );
}

interface Filter {
  search: string;
  onlyTroubled: boolean;
}

const everything: Filter = { search: '', onlyTroubled: false };

function Find({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  return (
    <div className={styles.find}>
      <Switch
        size="xs"
        label={tenants.health.onlyTroubled}
        checked={filter.onlyTroubled}
        onChange={(event) => onChange({ ...filter, onlyTroubled: event.currentTarget.checked })}
      />
      <TextInput
        size="xs"
        aria-label={tenants.find}
        placeholder={tenants.find}
        leftSection={<Icon name="search" size={15} />}
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.currentTarget.value })}
      />
    </div>
  );
}
