import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RequestFilter } from '../../api/service-requests.ts';
import { useArea, useMay, usePlace } from '../../areas/area.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { serviceRequests } from '../../strings/service-requests.ts';
import { OpenOrClosed, QueueFilters } from './filters.tsx';
import { RequestTable } from './request-table.tsx';
import { SupportPanel } from './support/support-panel.tsx';

const { empty } = serviceRequests;

/** What a tenant asked of the operators: in all its environments, whichever one is in. */
export function RequestsPage() {
  const { platform } = useArea();
  const [filter, setFilter] = useState<RequestFilter>({ state: 'open' });
  return (
    <Page
      title={pages.requests}
      description={serviceRequests.description(platform.name)}
      actions={<NewRequestButton />}
    >
      <Panel title={pages.requests} flush aside={<OpenOrClosed filter={filter} onFilter={setFilter} />}>
        <RequestTable
          filter={filter}
          empty={
            filter.state === 'closed' ? (
              <EmptyState icon="inbox" title={empty.closed} />
            ) : (
              <EmptyState icon="inbox" title={empty.title} action={<NewRequestButton />}>
                {empty.body(platform.name)}
              </EmptyState>
            )
          }
        />
      </Panel>
      <SupportPanel />
    </Page>
  );
}

function NewRequestButton() {
  const place = usePlace();
  if (!useMay('service_requests.make')) return null;
  return (
    <Button
      leftSection={<Icon name="plus" size={16} />}
      renderRoot={(props) => <Link {...props} to="/t/$tenant/$environment/requests/new" params={place} />}
    >
      {serviceRequests.create}
    </Button>
  );
}

/** What all tenants asked for. */
export function RequestQueuePage() {
  const [filter, setFilter] = useState<RequestFilter>({ state: 'open' });
  const isNarrowed = Object.keys(filter).length > 1 || filter.state !== 'open';
  return (
    <Page title={pages.requests} description={serviceRequests.descriptionOfQueue}>
      <Panel title={pages.requests} flush>
        <QueueFilters filter={filter} onFilter={setFilter} />
        <RequestTable
          filter={filter}
          empty={
            isNarrowed ? (
              <EmptyState icon="search" title={empty.none} />
            ) : (
              <EmptyState icon="inbox" title={empty.queue}>
                {empty.queueBody}
              </EmptyState>
            )
          }
        />
      </Panel>
    </Page>
  );
}
