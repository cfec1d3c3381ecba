import { Table } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Async } from '../async.tsx';
import cells from '../cells.module.css';
import { CopyButton } from '../copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Panel } from '../panel.tsx';
import { Partial } from '../partial.tsx';
import { TimeAgo } from '../time-ago.tsx';

interface Checkpoint {
  seq: number;
  at: string;
  hash: string;
  key_id: string;
  /** Of the ledger: after one for a retention the rows up to it were removed. */
  kind?: 'periodic' | 'retention';
}

interface CheckpointsPanelProps {
  query: UseQueryResult<{ items: Checkpoint[]; next_cursor: string | null }>;
  texts: {
    title: string;
    help: string;
    columns: Readonly<Record<'seq' | 'at' | 'hash' | 'key' | 'copy', string>>;
    number: (seq: number) => string;
    copy: (seq: number) => string;
    retention?: string;
    empty: string;
  };
  /** Above the rows. */
  children?: ReactNode;
}

/** Where a chain stood, signed: each to be copied and kept elsewhere. */
export function CheckpointsPanel({ query, texts, children }: CheckpointsPanelProps) {
  const columns = Object.values(texts.columns);
  return (
    <Panel title={texts.title} flush>
      {children}
      <Async query={query} what={texts.title} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="shield" title={texts.empty}>
              {texts.help}
            </EmptyState>
          ) : (
            <>
              <p className={cells.help}>{texts.help}</p>
              <DataTable label={texts.title} columns={columns}>
                {list.items.map((checkpoint) => (
                  <CheckpointRow key={checkpoint.seq} checkpoint={checkpoint} texts={texts} />
                ))}
              </DataTable>
              <Partial list={list} />
            </>
          )
        }
      </Async>
    </Panel>
  );
}

function CheckpointRow({
  checkpoint,
  texts,
}: { checkpoint: Checkpoint } & Pick<CheckpointsPanelProps, 'texts'>) {
  const { seq, at, hash, key_id: key, kind } = checkpoint;
  return (
    <Table.Tr>
      <Table.Td>
        {texts.number(seq)}
        {kind === 'retention' && <span className={cells.under}>{texts.retention}</span>}
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={at} />
      </Table.Td>
      <Table.Td>
        <code>{hash.slice(0, 16)}…</code>
      </Table.Td>
      <Table.Td>
        <code>{key}</code>
      </Table.Td>
      <Table.Td>
        <CopyButton value={JSON.stringify(checkpoint)} label={texts.copy(seq)} />
      </Table.Td>
    </Table.Tr>
  );
}
