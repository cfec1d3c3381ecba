import { Button, Skeleton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tenantHealthQuery } from '../../api/tenants.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Page } from '../../components/page.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { tenantForms } from '../../strings/tenant-forms.ts';
import { tenants } from '../../strings/tenants.ts';
import { type Done, DoneNote } from './done-note.tsx';
import { HealthPanel } from './health-panel.tsx';
import { NewTenantDialog } from './new-tenant-dialog.tsx';
import { TenantsPanel } from './tenants-panel.tsx';

/** Where operators begin: whom they look after, and the way in to each. */
export function TenantsPage() {
  const health = useQuery(tenantHealthQuery(useApi()));
  const [creating, dialog] = useDisclosure(false);
  const [done, setDone] = useState<Done>();
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={dialog.open}>
      {tenantForms.create}
    </Button>
  );
  return (
    <Page title={pages.tenants} description={tenants.description} actions={create}>
      {done && <DoneNote done={done} />}
      <Async query={health} what={tenants.health.loading} skeleton={<Skeleton height={126} radius="lg" />}>
        {({ items }) => <HealthPanel health={items} />}
      </Async>
      <TenantsPanel create={create} onDone={setDone} />
      <NewTenantDialog
        opened={creating}
        onCreated={(tenant) => {
          dialog.close();
          setDone({ deed: 'created', tenant });
        }}
        onClose={dialog.close}
      />
    </Page>
  );
}
