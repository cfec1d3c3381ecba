import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Credential, RotateBody } from '../../api/credentials.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { catalogueQuery, type Variant } from '../../api/providers.ts';
import { useApi } from '../../areas/area.tsx';
import { toAuthentication, toFieldProblems, type Values } from '../../components/account/account-draft.ts';
import { AccountFields } from '../../components/account/account-fields.tsx';
import { findVariant, toStoredValues } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { common } from '../../strings/common.ts';
import styles from './account.module.css';

interface SecretFormProps {
  account: Credential;
  explanation: string;
  submit: string;
  isBusy: boolean;
  problem: ApiProblem | null;
  onSubmit: (body: RotateBody) => void;
  onClose: () => void;
}

/** The account’s own form: what is not secret stands in it, secrets are empty. Only what is changed is sent. */
export function SecretForm(props: SecretFormProps) {
  const catalogue = useQuery(catalogueQuery(useApi()));
  return (
    <Async query={catalogue} what={accountPage.loading} skeleton={<Skeleton height={180} />}>
      {(entries) => <LoadedForm {...props} variant={findVariant(entries, props.account)} />}
    </Async>
  );
}

function LoadedForm(props: SecretFormProps & { variant: Variant | undefined }) {
  const { account, explanation, submit, isBusy, problem, onSubmit, onClose } = props;
  const variant = props.variant ?? withoutProvider(account);
  const [changed, setChanged] = useState<Values>({});
  function send(event: FormEvent) {
    event.preventDefault();
    onSubmit(toAuthentication(variant, changed));
  }
  return (
    <form className={styles.stack} noValidate onSubmit={send}>
      <p className={styles.soft}>{explanation}</p>
      <AccountFields
        fields={variant.fields}
        values={{ ...toStoredValues(account), ...changed }}
        problems={toFieldProblems(problem?.fields ?? {})}
        isStored
        onChange={(name, value) => setChanged((before) => ({ ...before, [name]: value }))}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className={styles.end}>
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button type="submit" loading={isBusy} disabled={Object.keys(changed).length === 0}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

/** A key that nothing was said of yet can be replaced, and no more. */
function withoutProvider({ creds_type, auth, secrets }: Credential): Variant {
  const fields = secrets.map(({ field }) => ({
    name: field,
    label: field,
    required: true,
    secret: true,
    help: '',
  }));
  return { id: auth, creds_type, auth, fields };
}
