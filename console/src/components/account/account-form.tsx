import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type CheckResult, testUnsaved } from '../../api/checks.ts';
import { type Credential, type CredentialBody, createCredential } from '../../api/credentials.ts';
import { useChange } from '../../areas/area.tsx';
import { account } from '../../strings/account.ts';
import { checks } from '../../strings/checks.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import { type Draft, toAuthentication, toFieldProblems } from './account-draft.ts';
import { AccountFields } from './account-fields.tsx';
import styles from './account-form.module.css';
import { CheckReport } from './check-report.tsx';
import { toInstant } from './expiry.ts';
import { shortLadder } from './ladder.tsx';
import { useCheck } from './use-check.ts';

interface AccountFormProps {
  start: Draft & { name: string };
  agentId: string | undefined;
  /** What the main button says: it tests, and saves what passed. */
  submit: string;
  /** Without a result it was saved untested. */
  onSaved: (saved: Credential, result: CheckResult | undefined) => void;
}

/** Connects one account: nothing is stored before it was tested, unless one asks for that. */
export function AccountForm(props: AccountFormProps) {
  const { entry } = props.start;
  const { draft, check, saving, test, save, set, setVariant, setName } = useAccount(props);
  const form = useRef<HTMLFormElement>(null);
  const problem = check.problem ?? saving.error ?? undefined;
  const problems = toFieldProblems(problem?.fields ?? {});
  useFocusOnProblem(form, problem);
  async function testAndSave(event: FormEvent) {
    event.preventDefault();
    const result = await test();
    if (result && result.valid !== false) save(result);
  }
  const shared = { values: draft.values, problems, onChange: set };
  return (
    <form ref={form} className={styles.form} noValidate onSubmit={testAndSave}>
      {entry.variants.length > 1 && (
        <VariantChoice variants={entry.variants} chosen={draft.variant} onChoose={setVariant} />
      )}
      <AccountFields fields={draft.variant.fields} {...shared}>
        <OwnFields {...shared} />
      </AccountFields>
      <TextInput
        label={account.name}
        description={account.nameHelp}
        value={draft.name}
        error={problems['name']}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <FormActions
        submit={props.submit}
        isTesting={check.isRunning}
        isSaving={saving.isPending}
        onCancel={check.cancel}
        onTest={test}
        onSave={() => save()}
      />
      <p className={styles.hint}>{account.storesNothing}</p>
      <CheckReport check={check} expected={shortLadder} />
      {saving.error && <ProblemNotice problem={saving.error} />}
    </form>
  );
}

/** What was typed, and what can be done with it. */
function useAccount({ start, agentId, onSaved }: AccountFormProps) {
  const [variant, setVariant] = useState(start.variant);
  const [values, setValues] = useState(start.values);
  const [name, setName] = useState(start.name);
  const check = useCheck();
  const saving = useChange(createCredential);
  const set = (field: string, value: string) => setValues((before) => ({ ...before, [field]: value }));
  const body = (): CredentialBody => ({
    name: name.trim() === '' ? start.entry.name : name.trim(),
    creds_type: variant.creds_type,
    provider: start.entry.provider,
    ...toAuthentication(variant, values),
    ...(values['data_region'] && { data_region: values['data_region'] }),
    ...(values['expires_at'] && { expires_at: toInstant(values['expires_at']) }),
    ...(agentId !== undefined && { agent_id: agentId }),
  });
  const test = () => {
    saving.reset();
    return check.run((signal) => testUnsaved({ credential: body() }, signal));
  };
  const save = (result?: CheckResult) =>
    saving.mutate(body(), { onSuccess: (saved) => onSaved(saved, result) });
  return { draft: { variant, values, name }, check, saving, test, save, set, setVariant, setName };
}

interface FormActionsProps {
  submit: string;
  isTesting: boolean;
  isSaving: boolean;
  onCancel: () => void;
  onTest: () => void;
  onSave: () => void;
}

function FormActions({ submit, isTesting, isSaving, onCancel, onTest, onSave }: FormActionsProps) {
  const isBusy = isTesting || isSaving;
  return (
    <div className={styles.actions}>
      <Button type="submit" loading={isBusy}>
        {submit}
      </Button>
      {isTesting ? (
        <Button variant="default" onClick={onCancel}>
          {checks.cancel}
        </Button>
      ) : (
        <Button variant="default" disabled={isBusy} onClick={onTest}>
          {account.test}
        </Button>
      )}
      <Button variant="subtle" disabled={isBusy} title={account.untestedMeaning} onClick={onSave}>
        {account.saveUntested}
      </Button>
    </div>
  );
}

interface VariantChoiceProps {
  variants: readonly Draft['variant'][];
  chosen: Draft['variant'];
  onChoose: (variant: Draft['variant']) => void;
}

function VariantChoice({ variants, chosen, onChoose }: VariantChoiceProps) {
  const id = useId();
  return (
    <div>
      <p className={styles.label} id={id}>
        {account.authentication}
      </p>
      <SegmentedControl
        aria-labelledby={id}
        className={styles.variants}
        data={variants.map((one) => ({ value: one.id, label: one.auth }))}
        value={chosen.id}
        onChange={(value) => onChoose(variants.find((one) => one.id === value) ?? chosen)}
      />
    </div>
  );
}

/** What every account may carry, whoever its provider is. */
function OwnFields({
  values,
  problems,
  onChange,
}: Pick<Parameters<typeof AccountFields>[0], 'values' | 'problems' | 'onChange'>) {
  return (
    <>
      <TextInput
        type="date"
        label={account.expiresAt}
        description={account.expiresAtHelp}
        value={values['expires_at'] ?? ''}
        error={problems['expires_at']}
        onChange={(event) => onChange('expires_at', event.currentTarget.value)}
      />
      <TextInput
        label={account.dataRegion}
        description={account.dataRegionHelp}
        value={values['data_region'] ?? ''}
        error={problems['data_region']}
        onChange={(event) => onChange('data_region', event.currentTarget.value)}
      />
    </>
  );
}

/** To the first field that something is wrong with: it may be far up, or folded away until now. */
function useFocusOnProblem(form: React.RefObject<HTMLFormElement | null>, problem: unknown) {
  useEffect(() => {
    if (problem !== undefined) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, problem]);
}
