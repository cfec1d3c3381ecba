import { Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ManagedModel, patchManagedModel } from '../../api/managed-models.ts';
import { findListProblem } from '../../api/problem.ts';
import { useChange } from '../../areas/area.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { managedModels } from '../../strings/managed-models.ts';

const texts = managedModels.substitutes;

type Choice = 'any' | 'some' | 'none';

const choiceOf = (names: ManagedModel['substitute_for']): Choice =>
  names === null ? 'any' : names.length === 0 ? 'none' : 'some';

export function SubstitutesDialog({ model, onClose }: { model: ManagedModel; onClose: () => void }) {
  const [choice, setChoice] = useState(() => choiceOf(model.substitute_for));
  const [names, setNames] = useState(() => model.substitute_for?.join('\n') ?? '');
  const change = useChange(() => patchManagedModel(model.id, { substitute_for: toNames(choice, names) }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog opened onClose={onClose} title={texts.title(model.name)}>
      <form className={form.form} onSubmit={save}>
        <Radio.Group label={texts.legend} value={choice} onChange={(value) => setChoice(value as Choice)}>
          <div className={form.choices}>
            <Radio value="any" label={texts.any} />
            <Radio value="some" label={texts.some} />
            <Radio value="none" label={texts.none} description={texts.noneHelp} />
          </div>
        </Radio.Group>
        {choice === 'some' && (
          <Textarea
            label={texts.models}
            description={texts.modelsHelp}
            required
            rows={4}
            spellCheck={false}
            value={names}
            error={findListProblem(change.error, 'substitute_for')}
            onChange={(event) => setNames(event.currentTarget.value)}
          />
        )}
        <FormEnd change={change} onCancel={onClose}>
          {texts.save}
        </FormEnd>
      </form>
    </Dialog>
  );
}

function toNames(choice: Choice, text: string): string[] | null {
  if (choice === 'any') return null;
  if (choice === 'none') return [];
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
