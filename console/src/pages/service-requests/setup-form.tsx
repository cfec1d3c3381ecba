import { Checkbox, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { Environment } from '../../api/session.ts';
import { useArea } from '../../areas/area.tsx';
import { environments } from '../../areas/scope.ts';
import form from '../../components/form.module.css';
import { useFocusOnProblem } from '../../components/use-focus-on-problem.ts';
import { common } from '../../strings/common.ts';
import { requestForm } from '../../strings/service-request-form.ts';
import { FormFoot, NoCredentials } from './form-foot.tsx';
import type { FormProps } from './form-props.ts';
import styles from './service-requests.module.css';
import { useWriting } from './use-writing.ts';
import {
  emptyWish,
  listWished,
  type SetupDraft,
  toSetup,
  toSetupDraft,
  type WishDraft,
} from './wish-draft.ts';
import { WishFields } from './wish-fields.tsx';

const texts = requestForm.setup;

/** The prerequisites of each environment, as whoever gathers them has them in a table. */
export function SetupForm({ stored, onDone }: FormProps) {
  const here = useArea().place?.environment ?? 'prod';
  const [draft, setDraft] = useState(() => toSetupDraft(stored, here));
  const writing = useWriting({ kind: 'setup' }, stored, onDone);
  const fields = writing.problem?.fields ?? {};
  const wished = listWished(draft);
  const frame = useFocusOnProblem(writing.problem);
  const put = (environment: Environment, wish: WishDraft | undefined) =>
    setDraft((before) => ({ ...before, wishes: { ...before.wishes, [environment]: wish } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    writing.send({ written: toSetup(draft), isDraft: false });
  };
  return (
    <form ref={frame} className={form.form} noValidate onSubmit={submit}>
      <NoCredentials />
      <EnvironmentChoice draft={draft} problem={fields['environments']} onPut={put} />
      {wished.map((environment, index) => (
        <WishFields
          key={environment}
          environment={environment}
          wish={draft.wishes[environment] ?? emptyWish}
          others={wished.filter((other) => other !== environment)}
          problemAt={(field) => findProblem(fields, `environments.${index}.${field}`)}
          onEdit={(change) => put(environment, { ...(draft.wishes[environment] ?? emptyWish), ...change })}
          onCopy={(from) => put(environment, draft.wishes[from])}
        />
      ))}
      <Textarea
        label={requestForm.notes}
        description={requestForm.notesHelp}
        autosize
        minRows={3}
        value={draft.notes}
        error={fields['notes']}
        onChange={({ currentTarget: { value } }) => setDraft((before) => ({ ...before, notes: value }))}
      />
      <FormFoot
        writing={writing}
        stored={stored}
        onSaveDraft={() => writing.send({ written: toSetup(draft), isDraft: true })}
      />
    </form>
  );
}

/** Of a list of models: its own problem, or that of the first one that has one. */
function findProblem(fields: Readonly<Record<string, string>>, at: string): string | undefined {
  return Object.entries(fields).find(([field]) => field === at || field.startsWith(`${at}.`))?.[1];
}

interface EnvironmentChoiceProps {
  draft: SetupDraft;
  problem: string | undefined;
  onPut: (environment: Environment, wish: WishDraft | undefined) => void;
}

function EnvironmentChoice({ draft, problem, onPut }: EnvironmentChoiceProps) {
  return (
    <Checkbox.Group
      label={texts.environments}
      description={texts.environmentsHelp}
      error={problem}
      value={listWished(draft)}
      onChange={() => undefined}
    >
      <div className={styles.options}>
        {environments.map((environment) => (
          <Checkbox
            key={environment}
            value={environment}
            label={common.environments[environment]}
            onChange={(event) => onPut(environment, event.currentTarget.checked ? emptyWish : undefined)}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
