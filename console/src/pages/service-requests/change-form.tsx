import { NativeSelect, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { RequestChange } from '../../api/service-requests.ts';
import { useArea } from '../../areas/area.tsx';
import { environments, parseEnvironment } from '../../areas/scope.ts';
import form from '../../components/form.module.css';
import { useFocusOnProblem } from '../../components/use-focus-on-problem.ts';
import { common } from '../../strings/common.ts';
import { requestForm } from '../../strings/service-request-form.ts';
import { serviceRequests } from '../../strings/service-requests.ts';
import { type ChangeDraft, toChange, toChangeDraft } from './change-draft.ts';
import { ChangeFields } from './change-fields.tsx';
import { FormFoot, NoCredentials } from './form-foot.tsx';
import type { FormProps } from './form-props.ts';
import type { NewRequestSearch } from './new-request-search.ts';
import { useWriting } from './use-writing.ts';

const texts = requestForm.change;

/** What is to change where. Its kind and environment stay what they are once it is stored. */
export function ChangeForm({ stored, chosen = {}, onDone }: FormProps & { chosen?: NewRequestSearch }) {
  const { place } = useArea();
  const tenant = stored?.tenant.id ?? place?.tenant ?? '';
  const [change, setChange] = useState<RequestChange>(stored?.change ?? chosen.change ?? 'add_model');
  const [environment, setEnvironment] = useState(
    stored?.environment ?? chosen.environment ?? place?.environment ?? 'prod',
  );
  const [draft, setDraft] = useState(() => toChangeDraft(stored, chosen.target));
  const edit = (changed: Partial<ChangeDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const writing = useWriting({ kind: 'change', change, environment }, stored, onDone);
  const frame = useFocusOnProblem(writing.problem);
  const fields = writing.problem?.fields ?? {};
  const send = (isDraft: boolean) => writing.send({ written: toChange(change, draft), isDraft });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(false);
  };
  return (
    <form ref={frame} className={form.form} noValidate onSubmit={submit}>
      <NoCredentials />
      {!stored && <ChangeChoice change={change} onChange={setChange} />}
      {!stored && (
        <NativeSelect
          label={texts.environment}
          value={environment}
          onChange={({ currentTarget: { value } }) => {
            setEnvironment(parseEnvironment(value) ?? environment);
            edit({ target: '' });
          }}
          data={environments.map((value) => ({ value, label: common.environments[value] }))}
        />
      )}
      <ChangeFields
        change={change}
        place={{ tenant, environment }}
        draft={draft}
        fields={fields}
        onEdit={edit}
      />
      <Textarea
        label={texts.text}
        description={texts.textHelp}
        autosize
        minRows={3}
        value={draft.text}
        error={fields['details.text'] ?? fields['details']}
        onChange={(event) => edit({ text: event.currentTarget.value })}
      />
      <FormFoot writing={writing} stored={stored} onSaveDraft={() => send(true)} />
    </form>
  );
}

function ChangeChoice({
  change,
  onChange,
}: {
  change: RequestChange;
  onChange: (change: RequestChange) => void;
}) {
  return (
    <Radio.Group label={texts.what} value={change} onChange={(value) => onChange(value as RequestChange)}>
      <div className={form.choices}>
        {Object.entries(serviceRequests.changes).map(([value, label]) => (
          <Radio key={value} value={value} label={label} description={texts.help[value as RequestChange]} />
        ))}
      </div>
    </Radio.Group>
  );
}
