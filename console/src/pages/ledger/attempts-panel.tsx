import { Button } from '@mantine/core';
import { type InfiniteData, type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { type Attempt, ledgerSettingsQuery } from '../../api/ledger.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { MoreRows } from '../../components/more-rows.tsx';
import { Panel } from '../../components/panel.tsx';
import { ledger } from '../../strings/ledger.ts';
import { AttemptRow } from './attempt-row.tsx';
import styles from './ledger.module.css';

const columns = Object.values(ledger.columns);

interface AttemptsPanelProps {
  query: UseInfiniteQueryResult<InfiniteData<{ items: Attempt[]; next_cursor: string | null }>>;
  isFiltered: boolean;
}

/** The tries of a call came in with it, all at once: the last one stands first. */
const newestFirst = (one: Attempt, other: Attempt): number =>
  other.at.localeCompare(one.at) ||
  other.request_id.localeCompare(one.request_id) ||
  other.number - one.number;

export function AttemptsPanel({ query, isFiltered }: AttemptsPanelProps) {
  const kept = useQuery(ledgerSettingsQuery(useApi())).data?.retention_days;
  const end = kept === undefined ? ledger.end : ledger.kept(kept);
  const lookAgain = (
    <Button
      variant="default"
      size="xs"
      loading={query.isRefetching && !query.isPlaceholderData}
      onClick={() => query.refetch()}
    >
      {ledger.look}
    </Button>
  );
  return (
    <Panel title={ledger.title} aside={lookAgain} flush>
      <Async query={query} what={ledger.loading} skeleton={<DataTableSkeleton columns={columns} rows={8} />}>
        {({ pages }) => {
          const attempts = pages.flatMap(({ items }) => items).toSorted(newestFirst);
          return (
            <div className={styles.rows} aria-busy={query.isPlaceholderData}>
              {attempts.length === 0 ? (
                <EmptyState icon="ledger" title={isFiltered ? ledger.empty.filtered : ledger.empty.title}>
                  {isFiltered ? undefined : ledger.empty.body}
                </EmptyState>
              ) : (
                <>
                  <DataTable label={ledger.title} columns={columns}>
                    {attempts.map((attempt) => (
                      <AttemptRow key={attempt.id} attempt={attempt} />
                    ))}
                  </DataTable>
                  <MoreRows query={query} more={ledger.more} end={end} />
                </>
              )}
            </div>
          );
        }}
      </Async>
    </Panel>
  );
}
