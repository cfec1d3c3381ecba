import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, dayOf } from '../../components/days.ts';
import { usage } from '../../strings/usage.ts';
import { daysMax, type Period } from './period.ts';
import styles from './usage.module.css';
import { type Grouping, periodNames, type UsageSearch } from './usage-search.ts';

interface UsageControlsProps {
  search: UsageSearch;
  period: Period;
  by: Grouping;
  groupings: readonly Grouping[];
  onEdit: (change: UsageSearch) => void;
}

/** The days of a preset stand in the fields too: changing one begins a range of one’s own. */
export function UsageControls({ search, period, by, groupings, onEdit }: UsageControlsProps) {
  const choose = (name: string) => {
    const chosen = periodNames.find((one) => one === name);
    const isOwn = chosen === 'own';
    onEdit({
      period: chosen,
      from: isOwn ? period.first : undefined,
      to: isOwn ? period.last : undefined,
    });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are no fields of a form that is sent
    <div className={styles.controls} role="group" aria-label={usage.controls}>
      <NativeSelect
        label={usage.period}
        value={search.period ?? '30d'}
        onChange={(event) => choose(event.currentTarget.value)}
        data={periodNames.map((value) => ({ value, label: usage.periods[value] }))}
      />
      <DayField
        label={usage.from}
        day={period.first}
        onDay={(first) =>
          onEdit({ period: 'own', from: first, to: first < period.last ? period.last : first })
        }
      />
      <DayField
        label={usage.to}
        day={period.last}
        onDay={(last) => onEdit({ period: 'own', from: last < period.first ? last : period.first, to: last })}
      />
      <NativeSelect
        label={usage.by}
        value={by}
        onChange={({ currentTarget: { value } }) => onEdit({ by: groupings.find((name) => name === value) })}
        data={groupings.map((value) => ({ value, label: usage.groupings[value] }))}
      />
    </div>
  );
}

interface DayFieldProps {
  label: string;
  day: string;
  onDay: (day: string) => void;
}

/** What is half typed is nobody’s wish yet, and must not be taken away from under the hands. */
function DayField({ label, day, onDay }: DayFieldProps) {
  const [typed, setTyped] = useState({ over: day, text: day });
  const today = dayOf(Date.now());
  return (
    <TextInput
      type="date"
      label={label}
      min={addDays(today, 1 - daysMax)}
      max={today}
      value={typed.over === day ? typed.text : day}
      onChange={({ currentTarget: { value, validity } }) => {
        const isWhole = value !== '' && validity.valid;
        setTyped({ over: isWhole ? value : day, text: value });
        if (isWhole) onDay(value);
      }}
    />
  );
}
