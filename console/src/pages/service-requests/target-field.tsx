import { NativeSelect, TextInput } from '@mantine/core';
import type { Place } from '../../areas/area.tsx';
import { requestForm } from '../../strings/service-request-form.ts';
import { useTargets } from './use-targets.ts';

const texts = requestForm.change;

interface TargetFieldProps {
  place: Place;
  label?: string;
  /** What no choice means. */
  none?: string;
  value: string;
  error: string | undefined;
  onChange: (target: string) => void;
}

/** A model config or an account of the environment; by its name where one may not look into it. */
export function TargetField({
  place,
  label = texts.target,
  none = texts.chooseTarget,
  value,
  error,
  onChange,
}: TargetFieldProps) {
  const targets = useTargets(place);
  if (targets.length === 0) {
    return (
      <TextInput
        label={label}
        description={texts.targetHelp}
        value={value}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  const isListed = value === '' || targets.some((target) => target.value === value);
  return (
    <NativeSelect
      label={label}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: none }, ...(isListed ? [] : [{ value, label: value }]), ...targets]}
    />
  );
}
