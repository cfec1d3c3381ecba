import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type AuditEntry, auditQuery } from '../../api/audit.ts';
import { useApi } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { audit } from '../../strings/audit.ts';
import { common } from '../../strings/common.ts';
import styles from './audit.module.css';
import { EventDetail } from './event-detail.tsx';

const columns = Object.values(audit.columns);

export function EventsPanel() {
  const query = useInfiniteQuery(auditQuery(useApi()));
  return (
    <Panel title={audit.title} flush>
      <Async query={query} what={audit.loading} skeleton={<DataTableSkeleton columns={columns} rows={8} />}>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          if (entries.length === 0) {
            return (
              <EmptyState icon="list" title={audit.empty.title}>
                {audit.empty.body}
              </EmptyState>
            );
          }
          return (
            <>
              <DataTable label={audit.title} columns={columns}>
                {entries.map((entry) => (
                  <EntryRow key={entry.seq} entry={entry} />
                ))}
              </DataTable>
              <MoreRows query={query} more={audit.more} end={audit.all} />
            </>
          );
        }}
      </Async>
    </Panel>
  );
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const { seq, at, actor, action, target, detail, request_id: request } = entry;
  return (
    <Table.Tr className={styles.row}>
      <Table.Td className={styles.soft}>
        <TimeAgo at={at} />
        <span className={styles.under}>{audit.number(seq)}</span>
      </Table.Td>
      <Table.Td className={styles.who}>
        {common.roles[actor.role as keyof typeof common.roles] ?? actor.role}
        <span className={styles.under}>
          <Actor actor={actor} />
        </span>
      </Table.Td>
      <Table.Td className={styles.action}>
        <code>{action}</code>
      </Table.Td>
      <Table.Td className={styles.who}>
        {target.kind}
        <span className={styles.under}>{target.id}</span>
      </Table.Td>
      <Table.Td className={styles.detail}>
        <EventDetail detail={detail} />
      </Table.Td>
      <Table.Td>
        <CopyButton value={request} label={audit.copyRequest(request)} />
      </Table.Td>
    </Table.Tr>
  );
}
