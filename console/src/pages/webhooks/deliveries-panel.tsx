import { Button, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EventWish } from '../../api/notifications.ts';
import { type Delivery, deliveriesQuery, resendDelivery } from '../../api/webhooks.ts';
import { useApi, useChange } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { eventNames } from '../../strings/notifications.ts';
import { webhooks } from '../../strings/webhooks.ts';

const texts = webhooks.deliveries;
const { act, ...shown } = texts.columns;
const tones: Record<Delivery['state'], Tone> = {
  waiting: 'waiting',
  delivered: 'healthy',
  given_up: 'broken',
};

/** What was sent and what became of it; while something is on its way it looks again by itself. */
export function DeliveriesPanel({ id, maySend }: { id: string; maySend: boolean }) {
  const query = useInfiniteQuery(deliveriesQuery(useApi(), id));
  const resending = useChange((delivery: string) => resendDelivery(id, delivery));
  const columns = [...Object.values(shown), ...(maySend ? [act] : [])];
  return (
    <Panel title={texts.title} flush>
      <Async query={query} what={texts.loading} skeleton={<DataTableSkeleton columns={columns} />}>
        {({ pages }) => {
          const deliveries = pages.flatMap(({ items }) => items);
          if (deliveries.length === 0) {
            return (
              <EmptyState icon="send" title={texts.empty.title}>
                {texts.empty.body}
              </EmptyState>
            );
          }
          return (
            <>
              {resending.error && <ProblemNotice problem={resending.error} />}
              <DataTable label={texts.title} columns={columns}>
                {deliveries.map((delivery) => (
                  <DeliveryRow key={delivery.id} delivery={delivery}>
                    {maySend && (
                      <Table.Td>
                        {delivery.state !== 'waiting' && <ResendButton id={delivery.id} change={resending} />}
                      </Table.Td>
                    )}
                  </DeliveryRow>
                ))}
              </DataTable>
              <MoreRows query={query} more={texts.more} end={texts.end} />
            </>
          );
        }}
      </Async>
    </Panel>
  );
}

function DeliveryRow({ delivery, children }: { delivery: Delivery; children: ReactNode }) {
  const { id, event, state, attempts, at, last_status: status, last_error: error } = delivery;
  const answer = [status, error].filter((part) => part !== null).join(': ');
  return (
    <Table.Tr>
      <Table.Td>
        {nameOf(event)}
        <span className={cells.under}>
          <span className={cells.copied}>
            <code>{id}</code>
            <CopyButton value={id} label={texts.copy(id)} />
          </span>
        </span>
      </Table.Td>
      <Table.Td>
        <Badge tone={tones[state]} dot>
          {texts.states[state]}
        </Badge>
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={at} />
      </Table.Td>
      <Table.Td>{attempts}</Table.Td>
      <Table.Td className={cells.words}>{answer === '' ? texts.noAnswer : answer}</Table.Td>
      <Table.Td className={cells.soft}>
        {delivery.next_attempt_at !== null && <TimeAgo at={delivery.next_attempt_at} />}
      </Table.Td>
      {children}
    </Table.Tr>
  );
}

interface ResendButtonProps {
  id: string;
  change: { isPending: boolean; variables: string | undefined; mutate: (id: string) => void };
}

function ResendButton({ id, change }: ResendButtonProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={texts.resendOf(id)}
      loading={change.isPending && change.variables === id}
      onClick={() => change.mutate(id)}
    >
      {texts.resend}
    </Button>
  );
}

const nameOf = (event: string): string =>
  event === 'webhook.test' ? texts.test : (eventNames[event as EventWish] ?? event);
