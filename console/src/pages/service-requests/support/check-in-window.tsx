import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { credentialsQuery } from '../../../api/credentials.ts';
import { checkInWindow, type WindowCheckBody } from '../../../api/support-windows.ts';
import { useApi, useChange } from '../../../areas/area.tsx';
import { CheckReport } from '../../../components/account/check-report.tsx';
import { fullLadder, shortLadder } from '../../../components/account/ladder.tsx';
import type { CheckState } from '../../../components/account/use-check.ts';
import form from '../../../components/form.module.css';
import { supportWindows } from '../../../strings/support-windows.ts';

const texts = supportWindows.check;

/** Checks run by an operator, at the tenant’s wish. */
export function CheckInWindow({ id }: { id: string }) {
  const accounts = useQuery(credentialsQuery(useApi())).data?.items ?? [];
  const [account, setAccount] = useState('');
  const [model, setModel] = useState('');
  const name = model.trim();
  const checking = useChange((body: WindowCheckBody) => checkInWindow(id, body));
  const { data: result, error: problem, isPending: isRunning } = checking;
  const check: CheckState = {
    isRunning,
    rungs: result?.checks ?? [],
    ...(result && { result }),
    ...(problem && { problem }),
  };
  const run = (event: FormEvent) => {
    event.preventDefault();
    checking.mutate({ llm_credentials_id: account, ...(name !== '' && { model_name: name }) });
  };
  return (
    <form className={form.form} aria-label={texts.title} onSubmit={run}>
      <p className={form.help}>{texts.told}</p>
      <div className={form.row}>
        <NativeSelect
          label={texts.account}
          required
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          data={[
            { value: '', label: texts.choose },
            ...accounts.map(({ id: value, name: label }) => ({ value, label })),
          ]}
        />
        <TextInput
          label={texts.model}
          description={texts.modelHelp}
          spellCheck={false}
          value={model}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
      </div>
      <div className={form.actions}>
        <Button type="submit" disabled={account === ''} loading={isRunning}>
          {texts.do}
        </Button>
      </div>
      <CheckReport check={check} expected={name === '' ? shortLadder : fullLadder} />
    </form>
  );
}
