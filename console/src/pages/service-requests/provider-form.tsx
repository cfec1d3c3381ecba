import { Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import form from '../../components/form.module.css';
import { useFocusOnProblem } from '../../components/use-focus-on-problem.ts';
import { requestForm } from '../../strings/service-request-form.ts';
import { FormFoot, NoCredentials } from './form-foot.tsx';
import type { FormProps } from './form-props.ts';
import { useWriting } from './use-writing.ts';

export function ProviderForm({ stored, onDone }: FormProps) {
  const [notes, setNotes] = useState(stored?.notes ?? '');
  const writing = useWriting({ kind: 'provider' }, stored, onDone);
  const frame = useFocusOnProblem(writing.problem);
  const send = (isDraft: boolean) => writing.send({ written: { notes: notes.trim() }, isDraft });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };
  return (
    <form ref={frame} className={form.form} noValidate onSubmit={submit}>
      <NoCredentials />
      <Textarea
        label={requestForm.provider.label}
        description={requestForm.provider.help}
        withAsterisk
        autosize
        minRows={4}
        value={notes}
        error={writing.problem?.fields['notes']}
        onChange={(event) => setNotes(event.currentTarget.value)}
      />
      <FormFoot writing={writing} stored={stored} onSaveDraft={() => send(true)} />
    </form>
  );
}
