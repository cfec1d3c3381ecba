import { VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { formatDay, formatShortMonth, formatWholeDay } from '../../components/day-names.ts';
import { usage } from '../../strings/usage.ts';
import styles from './chart.module.css';
import { type ChartData, type Series, sumOf } from './chart-data.ts';
import { formatMeasure, formatTick } from './measures.ts';
import type { Period } from './period.ts';
import type { Measure } from './usage-search.ts';

const texts = usage.chart;
const labelsMax = 10;

interface ChartProps {
  data: ChartData;
  measure: Measure;
  currency: string;
  period: Period;
  nameOf: (key: string | null) => string;
}

const formatSlot = (slot: string): string => (slot.length === 7 ? formatShortMonth(slot) : formatDay(slot));
const isMonthly = ({ slots }: ChartData): boolean => slots[0]?.length === 7;

/** Columns for the eyes; people who hear the page get the same numbers as a table. */
export function Chart(props: ChartProps) {
  const { data, measure, currency, period, nameOf } = props;
  const [pointed, setPointed] = useState<number>();
  const values = pointed === undefined ? undefined : data.values[pointed];
  const nameOfSeries = ({ key }: Series): string => {
    if (key !== undefined) return nameOf(key);
    return data.series.length === 1 ? texts.measures[measure] : texts.others;
  };
  const slot = pointed === undefined ? undefined : data.slots[pointed];
  const range = texts.range(formatWholeDay(period.first), formatWholeDay(period.last));
  return (
    <div className={styles.chart}>
      <div className={styles.legend}>
        <p className={styles.when}>{slot === undefined ? texts.inAll(range) : formatSlot(slot)}</p>
        <ul className={styles.series}>
          {data.series.map((series, index) => (
            <li key={series.key ?? `all-${index}`}>
              <span className={styles.mark} data-series={colourOf(series, index)} aria-hidden="true" />
              {nameOfSeries(series)}{' '}
              <b>{formatMeasure(values ? (values[index] ?? 0) : series.total, measure, currency)}</b>
            </li>
          ))}
        </ul>
      </div>
      <Columns {...props} onPoint={setPointed} pointed={pointed} />
      <VisuallyHidden component="div">
        <ChartTable {...props} nameOfSeries={nameOfSeries} />
      </VisuallyHidden>
    </div>
  );
}

/** The others have the quietest colour, wherever they stand; a single series the first. */
const colourOf = ({ key }: Series, index: number): number | 'others' =>
  key === undefined && index > 0 ? 'others' : index;

interface ColumnsProps extends ChartProps {
  pointed: number | undefined;
  onPoint: (slot: number | undefined) => void;
}

function Columns({ data, measure, currency, pointed, onPoint }: ColumnsProps) {
  const { slots, series, values, top, ticks } = data;
  const each = Math.ceil(slots.length / labelsMax);
  const percent = (value: number) => `${(value / top) * 100}%`;
  return (
    <div className={styles.plot} aria-hidden="true" onPointerLeave={() => onPoint(undefined)}>
      <div className={styles.scale}>
        {ticks.map((tick) => (
          <span key={tick} className={styles.tick} style={{ bottom: percent(tick) }}>
            {formatTick(tick, measure, currency)}
          </span>
        ))}
      </div>
      <div className={styles.columns}>
        {ticks.map((tick) => (
          <span key={tick} className={styles.line} style={{ bottom: percent(tick) }} />
        ))}
        {slots.map((slot, index) => (
          <div
            key={slot}
            className={styles.column}
            data-pointed={pointed === index}
            onPointerEnter={() => onPoint(index)}
          >
            {series.map((one, place) => {
              const value = values[index]?.[place] ?? 0;
              if (value === 0) return null;
              return (
                <span
                  key={one.key ?? `all-${place}`}
                  className={styles.part}
                  data-series={colourOf(one, place)}
                  style={{ height: percent(value) }}
                />
              );
            })}
          </div>
        ))}
      </div>
      <div className={styles.slots}>
        {slots.map((slot, index) => (
          <span key={slot} className={styles.slot}>
            {index % each === 0 && <span className={styles.label}>{formatSlot(slot)}</span>}
          </span>
        ))}
      </div>
    </div>
  );
}

interface ChartTableProps extends ChartProps {
  nameOfSeries: (series: Series) => string;
}

function ChartTable({ data, measure, currency, nameOfSeries }: ChartTableProps) {
  const isSplit = data.series.length > 1;
  return (
    <table>
      <caption>{`${texts.title}: ${texts.measures[measure]}`}</caption>
      <thead>
        <tr>
          <th scope="col">{isMonthly(data) ? texts.month : texts.day}</th>
          {data.series.map((series, index) => (
            <th key={series.key ?? `all-${index}`} scope="col">
              {nameOfSeries(series)}
            </th>
          ))}
          {isSplit && <th scope="col">{texts.all}</th>}
        </tr>
      </thead>
      <tbody>
        {data.slots.map((slot, row) => {
          const values = data.values[row] ?? [];
          return (
            <tr key={slot}>
              <th scope="row">{formatSlot(slot)}</th>
              {data.series.map((series, index) => (
                <td key={series.key ?? `all-${index}`}>
                  {formatMeasure(values[index] ?? 0, measure, currency)}
                </td>
              ))}
              {isSplit && <td>{formatMeasure(sumOf(values), measure, currency)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
