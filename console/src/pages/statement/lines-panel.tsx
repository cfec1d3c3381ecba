import { Table } from '@mantine/core';
import type { Statement, StatementLine, StatementSums } from '../../api/statement.ts';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { formatAmount, formatCount } from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { common } from '../../strings/common.ts';
import { type Part, statement as words } from '../../strings/statement.ts';
import styles from './statement.module.css';

const texts = words.lines;

interface LinesPanelProps {
  part: Part;
  lines: readonly StatementLine[];
  sums: StatementSums;
  /** Left out: nobody is charged for the part, so it has no price. */
  cost?: Statement['own']['estimated_cost'];
  of: Pick<Statement, 'currency'>;
}

/** The lines of one part, and their sum. */
export function LinesPanel({ part, lines, sums, cost, of: { currency } }: LinesPanelProps) {
  if (lines.length === 0) return null;
  const title = words.parts[part];
  const { cost: atListPrices, ...counted } = texts.columns;
  const columns = [...Object.values(counted), ...(cost ? [atListPrices] : [])];
  const toCost = (amount: string | null) =>
    amount === null ? words.noPrice : formatAmount(amount, currency);
  return (
    <Panel title={title} aside={<span className={styles.note}>{words.payers[part]}</span>} flush>
      <DataTable label={title} columns={columns} numbersFrom={3}>
        {lines.map((line) => {
          const { environment, operation, provider, model_name: model } = line;
          return (
            <Table.Tr key={`${environment} ${operation} ${provider} ${model}`}>
              <Table.Td>
                <span className={cells.name}>{model}</span>
                <span className={cells.under}>{provider}</span>
              </Table.Td>
              <Table.Td>{common.environments[environment]}</Table.Td>
              <Table.Td>{texts.operations[operation]}</Table.Td>
              <Table.Td className={cells.number}>{formatCount(line.requests)}</Table.Td>
              <Table.Td className={cells.number}>{formatCount(line.input_tokens)}</Table.Td>
              <Table.Td className={cells.number}>{formatCount(line.output_tokens)}</Table.Td>
              {cost && <Table.Td className={cells.number}>{toCost(line.estimated_cost.amount)}</Table.Td>}
            </Table.Tr>
          );
        })}
        <Table.Tr className={styles.sum}>
          <Table.Td colSpan={3}>{texts.sum}</Table.Td>
          <Table.Td className={cells.number}>{formatCount(sums.requests)}</Table.Td>
          <Table.Td className={cells.number}>{formatCount(sums.input_tokens)}</Table.Td>
          <Table.Td className={cells.number}>{formatCount(sums.output_tokens)}</Table.Td>
          {cost && <Table.Td className={cells.number}>{toCost(cost.amount)}</Table.Td>}
        </Table.Tr>
      </DataTable>
    </Panel>
  );
}
