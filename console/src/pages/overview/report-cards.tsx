import { Table } from '@mantine/core';
import type { BoardModel } from '../../api/board.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { Icon } from '../../icons/icon.tsx';
import { overview } from '../../strings/overview.ts';
import styles from './overview.module.css';

const texts = overview.cards;
const columns = [texts.model, texts.streaming, texts.tools, texts.json, texts.context];
const count = new Intl.NumberFormat('en');

/** What each chat model of the tenant’s can do, as far as a check or an administrator has said so. */
export function ReportCards({ models }: { models: readonly BoardModel[] }) {
  const own = models.filter(({ owner, operation }) => owner === 'own' && operation === 'chat');
  if (own.length === 0) return null;
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {own.map(({ id, name, capabilities: { streaming, tools, json, context_tokens: tokens } }) => (
          <Table.Tr key={id}>
            <Table.Td>{name}</Table.Td>
            <Mark has={streaming} />
            <Mark has={tools} />
            <Mark has={json} />
            <Table.Td>
              {tokens ? (
                texts.tokens(count.format(tokens))
              ) : (
                <span className={styles.soft}>{texts.unknown}</span>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Panel>
  );
}

function Mark({ has }: { has: boolean | null | undefined }) {
  const known = has ?? null;
  return (
    <Table.Td>
      {known === null ? (
        <span className={styles.soft}>{texts.unknown}</span>
      ) : (
        <span className={styles.mark} data-has={known}>
          <Icon name={known ? 'check' : 'cross'} size={16} />
          {known ? texts.has : texts.hasNot}
        </span>
      )}
    </Table.Td>
  );
}
