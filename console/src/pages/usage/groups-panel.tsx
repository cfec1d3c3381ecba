import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type UsageItem, usageQuery } from '../../api/usage.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { formatWholeDay } from '../../components/day-names.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatRoughAmount,
  formatTenths,
} from '../../components/numbers.ts';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { usage } from '../../strings/usage.ts';
import { groupKeyOf } from './groupings.ts';
import styles from './usage.module.css';
import type { Grouping } from './usage-search.ts';
import { useGroupNames } from './use-group-names.ts';

const { figures, groups: texts } = usage;

interface GroupsPanelProps {
  wish: { from: string; to: string };
  by: Grouping;
}

/** One row for each group, with its part of all calls. */
export function GroupsPanel({ wish, by }: GroupsPanelProps) {
  const query = useQuery(usageQuery(useApi(), { ...wish, by: [by] }));
  const nameOf = useGroupNames(by);
  const title = texts.title(usage.groupings[by]);
  const columns = [
    usage.groupings[by],
    figures.calls,
    figures.input,
    figures.output,
    figures.cost,
    usage.chart.measures.queue,
    texts.sent,
  ];
  return (
    <Panel title={title} flush>
      <Async query={query} what={texts.loading} skeleton={<DataTableSkeleton columns={columns} rows={6} />}>
        {(list) => {
          const all = list.items.reduce((sum, { requests }) => sum + requests, 0);
          if (list.items.length === 0) return <EmptyState icon="chart" title={usage.chart.empty} />;
          return (
            <>
              <DataTable label={title} columns={columns} numbersFrom={1}>
                {inOrder(list.items, by).map((item) => {
                  const key = groupKeyOf(item, by);
                  return (
                    <GroupRow
                      key={key ?? ''}
                      item={item}
                      name={by === 'day' && key !== null ? formatWholeDay(key) : nameOf(key)}
                      part={all === 0 ? 0 : item.requests / all}
                      currency={list.currency}
                    />
                  );
                })}
              </DataTable>
              <Partial list={list} />
            </>
          );
        }}
      </Async>
    </Panel>
  );
}

/** Days from the newest; else those with most calls first. */
function inOrder(items: readonly UsageItem[], by: Grouping): UsageItem[] {
  if (by === 'day') return items.toReversed();
  return items.toSorted((one, other) => other.requests - one.requests);
}

interface GroupRowProps {
  item: UsageItem;
  name: string;
  part: number;
  currency: string;
}

function GroupRow({ item, name, part, currency }: GroupRowProps) {
  const { estimated_cost: cost } = item;
  const percent = formatTenths(part * 100);
  return (
    <Table.Tr>
      <Table.Td className={styles.name}>
        {name}
        <span className={styles.share} title={texts.shareOf(percent)} aria-hidden="true">
          <span style={{ width: `${part * 100}%` }} />
        </span>
      </Table.Td>
      <Table.Td className={cells.number}>
        {formatCount(item.requests)}
        {item.failed > 0 && (
          <span className={cells.under}>{texts.failedShort(formatCount(item.failed))}</span>
        )}
      </Table.Td>
      <Table.Td className={cells.number}>
        {formatCount(item.input_tokens)}
        {item.cached_tokens > 0 && (
          <span className={cells.under}>{texts.cachedShort(formatCount(item.cached_tokens))}</span>
        )}
      </Table.Td>
      <Table.Td className={cells.number}>
        {formatCount(item.output_tokens)}
        {item.reasoning_tokens > 0 && (
          <span className={cells.under}>{texts.reasoningShort(formatCount(item.reasoning_tokens))}</span>
        )}
      </Table.Td>
      <Table.Td className={cells.number}>
        {cost.amount === null ? figures.noPrice : formatRoughAmount(cost.amount, currency)}
        {cost.amount !== null && cost.unpriced_tokens > 0 && (
          <span className={cells.under}>{texts.unpricedShort(formatCount(cost.unpriced_tokens))}</span>
        )}
      </Table.Td>
      <Table.Td className={cells.number}>{formatDuration(item.queue_ms)}</Table.Td>
      <Table.Td className={cells.number}>{formatBytes(item.request_bytes + item.answer_bytes)}</Table.Td>
    </Table.Tr>
  );
}
