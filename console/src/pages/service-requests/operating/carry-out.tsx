import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Confirmed, carryOut, type ServiceRequest } from '../../../api/service-requests.ts';
import form from '../../../components/form.module.css';
import { Note } from '../../../components/note.tsx';
import { requestWork } from '../../../strings/service-request-work.ts';
import { TargetField } from '../target-field.tsx';
import { WritingProblem } from '../writing-problem.tsx';
import { RemovalPreview } from './removal-preview.tsx';
import { RunningChecks } from './running-checks.tsx';
import type { Said, Saying } from './said.ts';
import { useCheckedWork } from './use-checked-work.ts';
import { useCredentialsOf } from './use-credentials-of.ts';

const texts = requestWork.change;

interface FieldsProps {
  request: ServiceRequest;
  said: Said;
  fields: Readonly<Record<string, string>>;
  onSay: (change: Saying) => void;
}

/** What the tenant said stands there already; what it said in words only, the operator says. */
export function CarryOut({ request }: { request: ServiceRequest }) {
  const { id, change, environments } = request;
  const [said, setSaid] = useState<Said>({});
  const say = (more: Saying) => setSaid((before) => withoutBlanks({ ...before, ...more }));
  const work = useCheckedWork((confirmed: Confirmed) => carryOut(id, { ...said, ...confirmed }));
  const isRed = environments[0]?.checks?.green === false;
  const isRemoval = change === 'remove';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    work.mutate({});
  };
  const props = { request, said, fields: work.error?.fields ?? {}, onSay: say };
  return (
    <form className={form.form} onSubmit={submit}>
      <TargetSaid {...props} />
      <OwnFields {...props} />
      {isRemoval && <RemovalPreview request={request} said={said} onSay={say} />}
      {isRed && (
        <Textarea
          label={texts.reason}
          description={texts.reasonHelp}
          autosize
          minRows={2}
          value={said.override_reason ?? ''}
          onChange={(event) => say({ override_reason: event.currentTarget.value })}
        />
      )}
      {work.checks.length > 0 && <RunningChecks isRunning={work.isPending} checks={work.checks} />}
      <WritingProblem
        problem={work.error}
        isBusy={work.isPending}
        onConfirm={() => work.mutate({ confirm_no_secrets: true })}
      />
      <div className={form.actions}>
        <Button
          type="submit"
          color={isRemoval || said.override_reason !== undefined ? 'red' : 'accent'}
          disabled={isRemoval && said.confirm_conversations === undefined}
          loading={work.isPending}
        >
          {isRemoval ? requestWork.removal.do : said.override_reason === undefined ? texts.do : texts.doRed}
        </Button>
      </div>
    </form>
  );
}

function withoutBlanks(said: Saying): Said {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '' && value !== undefined));
}

/** Another target makes another preview: what was confirmed of the one before is void. */
function TargetSaid({ request, said, fields, onSay }: FieldsProps) {
  const { tenant, environment, target_id: named, change } = request;
  if (environment === null || change === 'managed_fallback') return null;
  return (
    <TargetField
      place={{ tenant: tenant.id, environment }}
      {...(named !== null && { none: texts.asNamed })}
      value={said.target_id ?? ''}
      error={fields['target_id']}
      onChange={(target_id) => onSay({ target_id, confirm_conversations: undefined })}
    />
  );
}

function OwnFields(props: FieldsProps) {
  const { request } = props;
  if (request.change === 'add_model') return <AddModelFields {...props} />;
  if (request.change === 'set_enabled') return <EnabledField {...props} />;
  if (request.change === 'change_endpoint') return <EndpointFields {...props} />;
  if (request.change === 'rotate_credentials') return <p className={form.help}>{texts.rotation}</p>;
  if (request.change !== 'managed_fallback') return null;
  const isGiven = request.history.some(({ action }) => action === 'approve');
  return (
    <Note
      tone={isGiven ? 'healthy' : 'waiting'}
      icon={isGiven ? 'check' : 'alert'}
      title={isGiven ? texts.consent : texts.noConsent}
    />
  );
}

function AddModelFields({ request, said, fields, onSay }: FieldsProps) {
  const { tenant, details, environment } = request;
  const accounts = useCredentialsOf({ tenant: tenant.id, environment: environment ?? 'prod' });
  return (
    <>
      <div className={form.row}>
        <TextInput
          label={texts.model}
          placeholder={details?.model_name ?? ''}
          spellCheck={false}
          value={said.model_name ?? ''}
          error={fields['model_name']}
          onChange={(event) => onSay({ model_name: event.currentTarget.value })}
        />
        <TextInput
          label={texts.name}
          placeholder={details?.name ?? details?.model_name ?? ''}
          value={said.name ?? ''}
          error={fields['name']}
          onChange={(event) => onSay({ name: event.currentTarget.value })}
        />
      </div>
      <NativeSelect
        label={texts.account}
        description={texts.accountHelp}
        value={said.llm_credentials_id ?? ''}
        error={fields['llm_credentials_id']}
        onChange={(event) => onSay({ llm_credentials_id: event.currentTarget.value })}
        data={[
          { value: '', label: texts.asRequested },
          ...(accounts.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  );
}

function EnabledField({ request: { details }, said, fields, onSay }: FieldsProps) {
  const enabled = said.enabled ?? details?.enabled;
  return (
    <NativeSelect
      label={texts.enabled}
      value={enabled === undefined ? '' : enabled ? 'on' : 'off'}
      error={fields['enabled']}
      onChange={({ currentTarget: { value } }) =>
        onSay({ enabled: value === '' ? undefined : value === 'on' })
      }
      data={[
        ...(enabled === undefined ? [{ value: '', label: texts.chooseEnabled }] : []),
        { value: 'on', label: texts.on },
        { value: 'off', label: texts.off },
      ]}
    />
  );
}

function EndpointFields({ request: { details }, said, fields, onSay }: FieldsProps) {
  return (
    <div className={form.row}>
      <TextInput
        label={texts.endpoint}
        placeholder={details?.endpoint_url ?? ''}
        spellCheck={false}
        value={said.endpoint_url ?? ''}
        error={fields['endpoint_url']}
        onChange={(event) => onSay({ endpoint_url: event.currentTarget.value })}
      />
      <TextInput
        label={texts.token}
        placeholder={details?.token_url ?? ''}
        spellCheck={false}
        value={said.token_url ?? ''}
        error={fields['token_url']}
        onChange={(event) => onSay({ token_url: event.currentTarget.value })}
      />
    </div>
  );
}
