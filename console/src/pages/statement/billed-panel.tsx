import { Table } from '@mantine/core';
import type { Statement } from '../../api/statement.ts';
import { useArea } from '../../areas/area.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { formatAmount, formatCount, formatDecimal } from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { statement as texts } from '../../strings/statement.ts';
import { Amount } from './amount.tsx';
import { describeUse } from './describe-use.ts';
import styles from './statement.module.css';

const columns = Object.values(texts.platform.columns);

/** What the platform asks for, item by item. */
export function BilledPanel({ statement }: { statement: Statement }) {
  const { name } = useArea().platform;
  const { currency, platform, managed_fallback: fallback, billed_by_platform: billed } = statement;
  const title = texts.platform.itemsOf(name);
  return (
    <Panel title={title} aside={<span className={styles.note}>{texts.platform.paidTo(name)}</span>} flush>
      <DataTable label={title} columns={columns} numbersFrom={1}>
        {platform.items.map(({ item, quantity, unit, rate, amount }) => (
          <Table.Tr key={item}>
            <Table.Td>{texts.platform.items[item]}</Table.Td>
            <Table.Td className={cells.number}>
              {texts.platform.quantity(formatDecimal(quantity), unit)}
            </Table.Td>
            <Table.Td className={cells.number}>
              <Amount amount={rate} currency={currency} unknown={texts.noRates} />
            </Table.Td>
            <Table.Td className={cells.number}>
              <Amount amount={amount} currency={currency} unknown={texts.noRates} />
            </Table.Td>
          </Table.Tr>
        ))}
        <FallbackRow fallback={fallback} currency={currency} />
        <Table.Tr className={styles.sum}>
          <Table.Td colSpan={3}>{texts.platform.all}</Table.Td>
          <Table.Td className={cells.number}>
            <Amount
              amount={billed.amount}
              currency={currency}
              unknown={fallback.factor === null ? texts.noRates : texts.noPrice}
            />
          </Table.Td>
        </Table.Tr>
      </DataTable>
    </Panel>
  );
}

function FallbackRow({ fallback, currency }: { fallback: Statement['managed_fallback']; currency: string }) {
  const { sums, estimated_cost: cost, factor, amount } = fallback;
  return (
    <Table.Tr>
      <Table.Td>
        {texts.platform.fallback}
        <span className={cells.under}>{describeUse(sums)}</span>
      </Table.Td>
      <Table.Td className={cells.number}>
        {cost.amount === null && sums.attempts > 0
          ? texts.noPrice
          : texts.platform.listPrice(formatAmount(cost.amount ?? 0, currency))}
        {cost.unpriced_tokens > 0 && (
          <span className={styles.unpriced}>{texts.unpriced(formatCount(cost.unpriced_tokens))}</span>
        )}
      </Table.Td>
      <Table.Td className={cells.number}>
        {factor === null ? (
          <span className={styles.unknown}>{texts.noRates}</span>
        ) : (
          texts.platform.factor(formatDecimal(factor))
        )}
      </Table.Td>
      <Table.Td className={cells.number}>
        <Amount
          amount={amount}
          currency={currency}
          unknown={factor === null ? texts.noRates : texts.noPrice}
        />
      </Table.Td>
    </Table.Tr>
  );
}
