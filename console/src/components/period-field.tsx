import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { chooseDays, type Period, type PeriodName, periodNames, usualPeriod } from '../api/periods.ts';
import { periods } from '../strings/periods.ts';

interface PeriodFieldProps {
  value: Period;
  onChange: (period: Period) => void;
}

/** Fields for a row of a form: which period, and its days where somebody wants to choose them. */
export function PeriodField({ value, onChange }: PeriodFieldProps) {
  const { period: name = usualPeriod, from, to } = value;
  const choose = (chosen: PeriodName) =>
    onChange(chosen === 'days' ? chooseDays(Date.now()) : { period: chosen });
  return (
    <>
      <NativeSelect
        label={periods.label}
        value={name}
        onChange={(event) => choose(event.currentTarget.value as PeriodName)}
        data={periodNames.map((one) => ({ value: one, label: periods.names[one] }))}
      />
      {name === 'days' && (
        <>
          <DayField label={periods.from} day={from} onDay={(day) => onChange({ ...value, from: day })} />
          <DayField label={periods.to} day={to} onDay={(day) => onChange({ ...value, to: day })} />
        </>
      )}
    </>
  );
}

interface DayFieldProps {
  label: string;
  day: string | undefined;
  onDay: (day: string) => void;
}

/** What is half typed is nobody’s wish yet. */
function DayField({ label, day = '', onDay }: DayFieldProps) {
  const [typed, setTyped] = useState(day);
  useEffect(() => setTyped(day), [day]);
  return (
    <TextInput
      type="date"
      label={label}
      min={earliest}
      value={typed}
      onChange={({ currentTarget: { value, validity } }) => {
        setTyped(value);
        if (value !== '' && validity.valid) onDay(value);
      }}
    />
  );
}

/** No ledger is older. While a year is typed it passes through the first centuries. */
const earliest = '2024-01-01';
