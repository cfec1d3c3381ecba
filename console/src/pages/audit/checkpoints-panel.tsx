import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { checkpointsQuery } from '../../api/audit.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { audit } from '../../strings/audit.ts';
import styles from './audit.module.css';

const texts = audit.checkpoints;
const columns = Object.values(texts.columns);

export function CheckpointsPanel() {
  const query = useQuery(checkpointsQuery(useApi()));
  return (
    <Panel title={texts.title} flush>
      <Async query={query} what={texts.title} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="shield" title={texts.empty}>
              {texts.help}
            </EmptyState>
          ) : (
            <>
              <p className={styles.help}>{texts.help}</p>
              <DataTable label={texts.title} columns={columns}>
                {list.items.map((checkpoint) => (
                  <Table.Tr key={checkpoint.seq}>
                    <Table.Td>{audit.number(checkpoint.seq)}</Table.Td>
                    <Table.Td className={styles.soft}>
                      <TimeAgo at={checkpoint.at} />
                    </Table.Td>
                    <Table.Td>
                      <code>{checkpoint.hash.slice(0, 16)}…</code>
                    </Table.Td>
                    <Table.Td>
                      <code>{checkpoint.key_id}</code>
                    </Table.Td>
                    <Table.Td>
                      <CopyButton value={JSON.stringify(checkpoint)} label={texts.copy(checkpoint.seq)} />
                    </Table.Td>
                  </Table.Tr>
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
