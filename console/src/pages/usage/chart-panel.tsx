import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type UsageList, usageQuery } from '../../api/usage.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { usage } from '../../strings/usage.ts';
import { Chart } from './chart.tsx';
import { toChart } from './chart-data.ts';
import { groupKeyOf } from './groupings.ts';
import { isWholeNumber, measureOf } from './measures.ts';
import type { Period } from './period.ts';
import styles from './usage.module.css';
import { type Grouping, type Measure, measures } from './usage-search.ts';
import { useGroupNames } from './use-group-names.ts';

const texts = usage.chart;

interface ChartPanelProps {
  wish: { from: string; to: string };
  period: Period;
  by: Grouping;
  measure: Measure;
  onMeasure: (measure: Measure) => void;
}

export function ChartPanel({ wish, period, by, measure, onMeasure }: ChartPanelProps) {
  const api = useApi();
  const days = useQuery(usageQuery(api, { ...wish, by: ['day'] }));
  const grouped = useQuery({ ...usageQuery(api, { ...wish, by: ['day', by] }), enabled: by !== 'day' });
  const query = by === 'day' ? days : grouped;
  return (
    <Panel
      title={texts.title}
      aside={
        <NativeSelect
          size="xs"
          aria-label={texts.show}
          value={measure}
          onChange={({ currentTarget: { value } }) =>
            onMeasure(measures.find((name) => name === value) ?? 'calls')
          }
          data={measures.map((value) => ({ value, label: texts.measures[value] }))}
        />
      }
    >
      <Async query={days} what={texts.title} skeleton={<Skeleton height={300} />}>
        {(sums) => (
          <Async query={query} what={texts.title} skeleton={<Skeleton height={300} />}>
            {(list) => <ChartOf sums={sums} list={list} period={period} by={by} measure={measure} />}
          </Async>
        )}
      </Async>
    </Panel>
  );
}

interface ChartOfProps extends Pick<ChartPanelProps, 'period' | 'by' | 'measure'> {
  sums: UsageList;
  list: UsageList;
}

/** Of groups that came only in part there is no picture: one of their sum is whole. */
function ChartOf({ sums, list, period, by, measure }: ChartOfProps) {
  const nameOf = useGroupNames(by);
  const isPartial = list.next_cursor !== null;
  const isGrouped = by !== 'day' && !isPartial;
  const rows = (isPartial ? sums : list).items.map((item) => ({
    day: item.group.day ?? '',
    key: isGrouped ? groupKeyOf(item, by) : undefined,
    value: measureOf(item, measure),
  }));
  if (sums.items.length === 0) {
    return (
      <EmptyState icon="chart" title={texts.empty}>
        {texts.emptyMeaning}
      </EmptyState>
    );
  }
  return (
    <div className={styles.chartPanel}>
      {isPartial && <p className={styles.soft}>{texts.tooMany}</p>}
      <Chart
        data={toChart(rows, period, isWholeNumber(measure))}
        measure={measure}
        currency={sums.currency}
        period={period}
        nameOf={nameOf}
      />
    </div>
  );
}
