import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type Webhook, webhooksQuery } from '../../api/webhooks.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { InPlatformPlace } from '../../areas/in-platform-place.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { webhooks } from '../../strings/webhooks.ts';
import { CreateWebhookDialog } from './create-webhook-dialog.tsx';
import { describeEvents } from './event-groups.ts';
import { MailPanel } from './mail-panel.tsx';
import { WebhookState } from './webhook-state.tsx';

const texts = webhooks.list;
const columns = Object.values(texts.columns);

export function PlatformWebhooksPage() {
  return (
    <InPlatformPlace>
      <WebhooksPage />
    </InPlatformPlace>
  );
}

export function WebhooksPage() {
  const query = useQuery(webhooksQuery(useApi()));
  const manages = useMay('webhooks.manage');
  const [creating, setCreating] = useState(false);
  const create = manages && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      {webhooks.create}
    </Button>
  );
  return (
    <Page title={pages.webhooks} description={webhooks.description} actions={create}>
      <Panel title={texts.title} flush>
        <Async
          query={query}
          what={webhooks.loading}
          skeleton={<DataTableSkeleton columns={columns} rows={2} />}
        >
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="hook" title={texts.empty.title}>
                {texts.empty.body}
              </EmptyState>
            ) : (
              <>
                <DataTable label={texts.title} columns={columns}>
                  {list.items.map((webhook) => (
                    <WebhookRow key={webhook.id} webhook={webhook} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      <MailPanel />
      {manages && <CreateWebhookDialog opened={creating} onClose={() => setCreating(false)} />}
    </Page>
  );
}

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const place = usePlace();
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          className={cells.link}
          to="/t/$tenant/$environment/webhooks/$webhook"
          params={{ ...place, webhook: webhook.id }}
        >
          {webhook.url}
        </Link>
        {webhook.description !== '' && <span className={cells.under}>{webhook.description}</span>}
      </Table.Td>
      <Table.Td>{describeEvents(webhook.events)}</Table.Td>
      <Table.Td>
        <WebhookState webhook={webhook} />
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={webhook.created_at} />
      </Table.Td>
    </Table.Tr>
  );
}
