import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toProblem } from '../../api/problem.ts';
import { getLedgerKeys } from '../../api/statements.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Icon } from '../../icons/icon.tsx';
import { signed } from '../../strings/signed.ts';
import { CopyButton } from '../copy-button.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { saveFile } from '../save-file.ts';
import styles from './signed.module.css';
import { VerdictNote } from './verdict-note.tsx';
import { parseKeys, type SignedFile, verifySigned } from './verify-signed.ts';

interface SignedActionsProps {
  /** As it was answered. A new one is another component: give it the signature as its key. */
  answer: SignedFile;
  /** What it is, in the name of its file. */
  kind: 'ledger' | 'routing' | 'custody';
}

/** Under a signed answer: keep it as a file, and check it in this browser. */
export function SignedActions({ answer, kind }: SignedActionsProps) {
  const api = useApi();
  const { tenant, environment } = usePlace();
  const check = useMutation({
    mutationFn: async () => {
      const keys = parseKeys(JSON.stringify(await api.ask(getLedgerKeys)));
      return verifySigned(answer, keys ?? (() => undefined));
    },
  });
  const save = () => {
    const name = `plugboard-${kind}-${tenant}-${environment}-${new Date().toISOString().slice(0, 10)}.json`;
    saveFile(new Blob([`${JSON.stringify(answer, null, 2)}\n`], { type: 'application/json' }), name);
  };
  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        <Button variant="default" leftSection={<Icon name="download" size={16} />} onClick={save}>
          {signed.download}
        </Button>
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {signed.verify}
        </Button>
        <span className={styles.key}>
          {signed.key} <code>{answer.key_id}</code>
          <CopyButton value={answer.key_id} label={signed.copyKey(answer.key_id)} />
        </span>
      </div>
      <div role="status" className={styles.status}>
        {check.data && (
          <VerdictNote verdict={check.data}>
            {check.data.outcome === 'valid' && <p>{signed.published}</p>}
          </VerdictNote>
        )}
      </div>
      {check.error && <ProblemNotice problem={toProblem(check.error)} />}
    </div>
  );
}
