import { Button, Checkbox } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type FilledDeposit, fillDeposit, type OpenedDeposit, testOf } from '../../api/deposits.ts';
import { toAuthentication, toFieldProblems, type Values } from '../../components/account/account-draft.ts';
import { AccountFields } from '../../components/account/account-fields.tsx';
import { CheckReport } from '../../components/account/check-report.tsx';
import { shortLadder } from '../../components/account/ladder.tsx';
import { useWatchedCheck } from '../../components/account/use-check.ts';
import { depositPage } from '../../strings/deposits.ts';
import styles from './deposit.module.css';

interface DepositFormProps {
  deposit: OpenedDeposit;
  link: string;
  onFilled: (answer: FilledDeposit) => void;
}

export function DepositForm({ deposit, link, onFilled }: DepositFormProps) {
  const { fields, replaces } = deposit;
  const [values, setValues] = useState<Values>({});
  const [anyway, setAnyway] = useState(false);
  const check = useWatchedCheck(testOf);
  const isRefused = check.result?.valid === false;
  async function send(event: FormEvent) {
    event.preventDefault();
    const body = { link, fields: toAuthentication({ fields }, values), even_if_refused: anyway };
    const answer = await check.run((signal) => fillDeposit(body, signal));
    if (answer?.deposited) onFilled(answer);
  }
  return (
    <form className={styles.form} noValidate onSubmit={send}>
      <AccountFields
        fields={fields}
        values={values}
        furtherHelp={depositPage.furtherHelp}
        problems={toFieldProblems(check.problem?.fields ?? {})}
        onChange={(name, value) => setValues((before) => ({ ...before, [name]: value }))}
      />
      <p className={styles.soft}>{depositPage.keeps}</p>
      <div className={styles.actions}>
        <Button type="submit" loading={check.isRunning}>
          {depositPage.submit}
        </Button>
        {check.isRunning && (
          <Button variant="default" onClick={check.cancel}>
            {depositPage.cancel}
          </Button>
        )}
      </div>
      <CheckReport check={check} expected={shortLadder}>
        {isRefused && (
          <>
            <p>{depositPage.nothingKept}</p>
            {!replaces && (
              <Checkbox
                label={depositPage.anyway}
                description={depositPage.anywayHelp}
                checked={anyway}
                onChange={(event) => setAnyway(event.currentTarget.checked)}
              />
            )}
          </>
        )}
      </CheckReport>
    </form>
  );
}
