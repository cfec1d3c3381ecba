import { NativeSelect } from '@mantine/core';
import { deposits } from '../../strings/deposits.ts';

const options = Object.entries(deposits.dialog.hours).map(([value, label]) => ({ value, label }));

interface LifetimeFieldProps {
  hours: number;
  onChange: (hours: number) => void;
}

export function LifetimeField({ hours, onChange }: LifetimeFieldProps) {
  return (
    <NativeSelect
      label={deposits.dialog.lifetime}
      data={options}
      value={String(hours)}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}
