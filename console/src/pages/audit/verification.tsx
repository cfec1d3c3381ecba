import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { verifyAudit } from '../../api/audit.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi } from '../../areas/area.tsx';
import { Note } from '../../components/note.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { audit } from '../../strings/audit.ts';
import styles from './audit.module.css';

/** Walks the whole chain, and says what came of it. It changes nothing, so nothing is asked anew. */
export function Verification() {
  const api = useApi();
  const walk = useMutation({ mutationFn: () => api.ask(verifyAudit) });
  return (
    <div className={styles.verification}>
      <Button variant="default" loading={walk.isPending} onClick={() => walk.mutate()}>
        {audit.verify}
      </Button>
      <div role="status" className={styles.verdict}>
        {walk.data?.chains.map(({ tenant, rows, checkpoints, unsigned_rows: unsigned, first_bad: bad }) =>
          bad ? (
            <Note key={tenant} tone="broken" icon="alert" title={audit.broken}>
              {audit.brokenMeaning(bad.seq, bad.why)}
            </Note>
          ) : (
            <Note key={tenant} tone="healthy" icon="check" title={audit.whole}>
              {audit.wholeMeaning(rows, checkpoints, unsigned)}
            </Note>
          ),
        )}
      </div>
      {walk.error && <ProblemNotice problem={toProblem(walk.error)} />}
    </div>
  );
}
