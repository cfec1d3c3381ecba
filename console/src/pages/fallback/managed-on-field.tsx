import { Checkbox } from '@mantine/core';
import type { Fallback } from '../../api/routing.ts';
import form from '../../components/form.module.css';
import { fallback } from '../../strings/fallback.ts';

const texts = fallback.managedOn;
type FailureClass = Fallback['managed_on'][number];
const classes = Object.keys(texts.classes) as FailureClass[];

interface ManagedOnFieldProps {
  chosen: readonly FailureClass[];
  disabled: boolean;
  onChoose: (chosen: FailureClass[]) => void;
}

export function ManagedOnField({ chosen, disabled, onChoose }: ManagedOnFieldProps) {
  return (
    <fieldset className={form.section} disabled={disabled}>
      <legend>{texts.legend}</legend>
      <p className={form.help}>{texts.help}</p>
      {classes.map((one) => (
        <Checkbox
          key={one}
          label={texts.classes[one]}
          checked={chosen.includes(one)}
          onChange={({ currentTarget: { checked } }) =>
            onChoose(classes.filter((other) => (other === one ? checked : chosen.includes(other))))
          }
        />
      ))}
    </fieldset>
  );
}
