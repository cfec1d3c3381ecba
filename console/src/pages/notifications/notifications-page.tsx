import { Button, NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type NotificationFilter,
  notificationsQuery,
  readAllNotifications,
  type Severity,
  unreadQuery,
} from '../../api/notifications.ts';
import { useApi, useChange, useMay, usePlace } from '../../areas/area.tsx';
import { InPlatformPlace } from '../../areas/in-platform-place.tsx';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { notifications } from '../../strings/notifications.ts';
import { pages } from '../../strings/pages.ts';
import { NotificationItem } from './notification-item.tsx';
import styles from './notifications.module.css';

const { empty } = notifications;

export function PlatformNotificationsPage() {
  return (
    <InPlatformPlace>
      <NotificationsPage />
    </InPlatformPlace>
  );
}

export function NotificationsPage() {
  const isTenant = useTenantPlace() !== undefined;
  const [filter, setFilter] = useState<NotificationFilter>({ unread: false, severity: undefined });
  const { data } = useQuery(unreadQuery(useApi()));
  const unread = data?.unread ?? 0;
  const reading = useChange(() => readAllNotifications);
  return (
    <Page
      title={pages.notifications}
      description={isTenant ? notifications.description : notifications.descriptionOfPlatform}
      actions={
        <>
          <Button
            variant="default"
            disabled={unread === 0}
            loading={reading.isPending}
            onClick={() => reading.mutate()}
          >
            {notifications.readAll}
          </Button>
          <SettingsLink />
        </>
      }
    >
      {reading.error && <ProblemNotice problem={reading.error} />}
      <Panel
        title={pages.notifications}
        flush
        aside={<Filters filter={filter} unread={unread} onFilter={setFilter} />}
      >
        <NotificationList filter={filter} />
      </Panel>
    </Page>
  );
}

function SettingsLink() {
  const place = usePlace();
  const isTenant = useTenantPlace() !== undefined;
  if (!useMay('webhooks.view')) return null;
  return (
    <Button
      variant="default"
      renderRoot={(props) =>
        isTenant ? (
          <Link {...props} to="/t/$tenant/$environment/webhooks" params={place} />
        ) : (
          <Link {...props} to="/operator/webhooks" />
        )
      }
    >
      {notifications.settings}
    </Button>
  );
}

interface FiltersProps {
  filter: NotificationFilter;
  unread: number;
  onFilter: (filter: NotificationFilter) => void;
}

function Filters({ filter, unread, onFilter }: FiltersProps) {
  return (
    <div className={styles.filters}>
      <NativeSelect
        size="xs"
        aria-label={notifications.severity}
        value={filter.severity ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilter({ ...filter, severity: value === '' ? undefined : (value as Severity) })
        }
        data={[
          { value: '', label: notifications.anySeverity },
          ...(['critical', 'warning', 'info'] as const).map((value) => ({
            value,
            label: notifications.severities[value],
          })),
        ]}
      />
      <SegmentedControl
        size="xs"
        aria-label={notifications.show}
        value={filter.unread ? 'unread' : 'all'}
        onChange={(value) => onFilter({ ...filter, unread: value === 'unread' })}
        data={[
          { value: 'all', label: notifications.all },
          { value: 'unread', label: notifications.unread(unread) },
        ]}
      />
    </div>
  );
}

function NotificationList({ filter }: { filter: NotificationFilter }) {
  const query = useInfiniteQuery(notificationsQuery(useApi(), filter));
  return (
    <Async query={query} what={notifications.loading} skeleton={<ListSkeleton />}>
      {({ pages: loaded }) => {
        const all = loaded.flatMap(({ items }) => items);
        if (all.length === 0) return <NothingHere filter={filter} />;
        return (
          <>
            <ul className={styles.list}>
              {all.map((one) => (
                <NotificationItem key={one.id} notification={one} />
              ))}
            </ul>
            <MoreRows query={query} more={notifications.more} end={notifications.end} />
          </>
        );
      }}
    </Async>
  );
}

function NothingHere({ filter }: { filter: NotificationFilter }) {
  if (filter.severity !== undefined) return <EmptyState icon="bell" title={empty.none} />;
  if (filter.unread) return <EmptyState icon="check" title={empty.unread} />;
  return (
    <EmptyState icon="bell" title={empty.title}>
      {empty.body}
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <ul className={styles.list}>
      {['first', 'second', 'third'].map((row) => (
        <li key={row} className={styles.awaited}>
          <Skeleton height={16} width="45%" />
          <Skeleton height={14} mt={10} width="80%" />
          <Skeleton height={14} mt={6} width="60%" />
        </li>
      ))}
    </ul>
  );
}
