import { NumberInput } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import form from '../../components/form.module.css';
import { fallback } from '../../strings/fallback.ts';
import type { PolicyDraft } from './policy-draft.ts';

const texts = fallback.queue;

interface QueueFieldsProps {
  values: PolicyDraft;
  disabled: boolean;
  problem: ApiProblem | null;
  onEdit: (change: Partial<PolicyDraft>) => void;
}

export function QueueFields({ values, disabled, problem, onEdit }: QueueFieldsProps) {
  const { hold_s: hold, deadline_s: deadline, max_attempts: attempts } = values;
  return (
    <fieldset className={form.section} disabled={disabled}>
      <legend>{texts.legend}</legend>
      <div className={form.row}>
        <NumberInput
          label={texts.hold}
          description={texts.secondsMean(describeSeconds(hold))}
          suffix={texts.seconds}
          min={1}
          allowDecimal={false}
          required
          value={hold}
          error={problem?.fields['hold_s']}
          onChange={(value) => typeof value === 'number' && onEdit({ hold_s: value })}
        />
        <NumberInput
          label={texts.deadline}
          description={texts.secondsMean(describeSeconds(deadline))}
          suffix={texts.seconds}
          min={1}
          allowDecimal={false}
          required
          value={deadline}
          error={problem?.fields['deadline_s']}
          onChange={(value) => typeof value === 'number' && onEdit({ deadline_s: value })}
        />
        <NumberInput
          label={texts.attempts}
          description={texts.attemptsHelp}
          min={1}
          allowDecimal={false}
          value={attempts ?? ''}
          error={problem?.fields['max_attempts']}
          onChange={(value) => onEdit({ max_attempts: typeof value === 'number' ? value : null })}
        />
      </div>
    </fieldset>
  );
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

function describeSeconds(seconds: number): string {
  let rest = seconds;
  const parts = units.flatMap(([unit, length]) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return count === 0 ? [] : [texts.unit[unit](count)];
  });
  return parts.join(texts.join) || texts.unit.second(0);
}
