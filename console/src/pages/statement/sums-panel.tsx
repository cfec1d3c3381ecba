import { Table } from '@mantine/core';
import type { Statement, StatementSums } from '../../api/statement.ts';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Note } from '../../components/note.tsx';
import { formatBytes, formatCount } from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { statement as words } from '../../strings/statement.ts';
import styles from './statement.module.css';

const texts = words.sums;
const columns = Object.values(texts.columns);
const parts = ['own', 'managed_fallback', 'bundled'] as const;

/** The parts, their sum, and that it is the ledger’s. Added up once more here: whoever pays should not have to believe it. */
export function SumsPanel({ statement }: { statement: Statement }) {
  const { totals } = statement;
  const names = Object.keys(totals) as (keyof StatementSums)[];
  const isWhole = names.every((name) => {
    const sum = parts.reduce((all, part) => all + statement[part].sums[name], 0);
    // Times have fractions of milliseconds, which floating point adds up to within less than one.
    return Math.abs(sum - totals[name]) < 0.5;
  });
  return (
    <Panel title={texts.title} flush>
      <div className={styles.body}>
        <p className={styles.note}>{texts.ledger}</p>
        <Note tone={isWhole ? 'healthy' : 'broken'} icon={isWhole ? 'check' : 'alert'}>
          {isWhole ? texts.added : texts.notAdded}
        </Note>
      </div>
      <DataTable label={texts.title} columns={columns} numbersFrom={1}>
        {parts.map((part) => (
          <SumsRow
            key={part}
            name={words.parts[part]}
            under={words.payers[part]}
            sums={statement[part].sums}
          />
        ))}
        <SumsRow name={texts.all} sums={totals} isSum />
      </DataTable>
    </Panel>
  );
}

interface SumsRowProps {
  name: string;
  under?: string;
  sums: StatementSums;
  isSum?: boolean;
}

function SumsRow({ name, under, sums, isSum = false }: SumsRowProps) {
  return (
    <Table.Tr {...(isSum && { className: styles.sum })}>
      <Table.Td>
        {name}
        {under !== undefined && <span className={cells.under}>{under}</span>}
      </Table.Td>
      <Table.Td className={cells.number}>{formatCount(sums.requests)}</Table.Td>
      <Table.Td className={cells.number}>{formatCount(sums.attempts)}</Table.Td>
      <Table.Td className={cells.number}>{formatCount(sums.input_tokens)}</Table.Td>
      <Table.Td className={cells.number}>{formatCount(sums.output_tokens)}</Table.Td>
      <Table.Td className={cells.number}>{formatBytes(sums.request_bytes + sums.answer_bytes)}</Table.Td>
    </Table.Tr>
  );
}
