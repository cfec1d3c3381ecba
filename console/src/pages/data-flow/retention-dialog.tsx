import { NumberInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import type { ApiProblem } from '../../api/problem.ts';
import { useChange } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { Note } from '../../components/note.tsx';
import { common } from '../../strings/common.ts';
import { dataFlow } from '../../strings/data-flow.ts';
import { type Retained, retentions } from './retentions.ts';

interface RetentionDialogProps {
  what: Retained;
  days: number;
  onClose: () => void;
}

/** What takes something away is asked about before it is saved; what was wrong stands in the form. */
export function RetentionDialog({ what, days: stored, onClose }: RetentionDialogProps) {
  const texts = dataFlow.retention[what];
  const [days, setDays] = useState<number | undefined>(stored);
  const [asking, question] = useDisclosure(false);
  const change = useChange(retentions[what].put);
  const shortens = days !== undefined && days < stored;
  const save = () => {
    if (days !== undefined) change.mutate(days, { onSuccess: onClose, onError: question.close });
  };
  return (
    <>
      <Dialog opened={!asking} onClose={onClose} title={texts.title} stays={days !== stored}>
        <RetentionForm
          what={what}
          days={days}
          shortens={shortens}
          change={change}
          onEdit={setDays}
          onSave={shortens ? question.open : save}
          onCancel={onClose}
        />
      </Dialog>
      <ConfirmDialog
        opened={asking}
        title={texts.ask(days ?? stored)}
        confirm={texts.confirm}
        isDangerous
        isBusy={change.isPending}
        onConfirm={save}
        onClose={question.close}
      >
        {texts.shorter}
      </ConfirmDialog>
    </>
  );
}

interface RetentionFormProps {
  what: Retained;
  /** Undefined: no number. */
  days: number | undefined;
  shortens: boolean;
  change: { isPending: boolean; error: ApiProblem | null };
  onEdit: (days: number | undefined) => void;
  onSave: () => void;
  onCancel: () => void;
}

function RetentionForm({ what, days, shortens, change, onEdit, onSave, onCancel }: RetentionFormProps) {
  const texts = dataFlow.retention[what];
  const wrong = describeWrong(what, days);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong === undefined) onSave();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <NumberInput
        label={texts.days}
        description={texts.help}
        required
        data-autofocus
        min={0}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        value={days ?? ''}
        error={wrong ?? change.error?.fields['retention_days']}
        onChange={(value) => onEdit(typeof value === 'number' ? value : undefined)}
      />
      {shortens && wrong === undefined && (
        <Note tone="waiting" icon="alert">
          <p>{texts.shorter}</p>
        </Note>
      )}
      <FormEnd change={change} onCancel={onCancel}>
        {common.save}
      </FormEnd>
    </form>
  );
}

function describeWrong(what: Retained, days: number | undefined): string | undefined {
  const { number, atLeast } = dataFlow.retention;
  const { daysMin } = retentions[what];
  if (days === undefined) return number;
  return days < daysMin ? atLeast(daysMin) : undefined;
}
