import { NativeSelect, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { ledger } from '../../strings/ledger.ts';

interface ChoiceFilterProps {
  label: string;
  value: string | undefined;
  choices: readonly (readonly [value: string, label: string])[];
  /** Empty: any. */
  onChoose: (value: string) => void;
}

export function ChoiceFilter({ label, value = '', choices, onChoose }: ChoiceFilterProps) {
  // An address may name what is gone, or what is still on its way: the field says what holds all the same.
  const isListed = value === '' || choices.some(([one]) => one === value);
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[
        { value: '', label: ledger.filters.any },
        ...choices.map(([one, name]) => ({ value: one, label: name })),
        ...(isListed ? [] : [{ value, label: value }]),
      ]}
    />
  );
}

interface TextFilterProps {
  label: string;
  placeholder?: string;
  value: string | undefined;
  /** Empty: any. */
  onWrite: (value: string) => void;
}

/** Holds once it is written: at Enter, or when the field is left. */
export function TextFilter({ label, placeholder, value = '', onWrite }: TextFilterProps) {
  const [written, setWritten] = useState(value);
  useEffect(() => setWritten(value), [value]);
  const write = () => written.trim() !== value && onWrite(written);
  return (
    <TextInput
      label={label}
      placeholder={placeholder ?? ledger.filters.any}
      spellCheck={false}
      maxLength={300}
      value={written}
      onChange={(event) => setWritten(event.currentTarget.value)}
      onBlur={write}
      onKeyDown={(event) => event.key === 'Enter' && write()}
    />
  );
}
