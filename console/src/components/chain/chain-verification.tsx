import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Ask } from '../../api/api.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi } from '../../areas/area.tsx';
import { Note } from '../note.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import styles from './chain.module.css';

interface ChainVerdict {
  chains: {
    tenant: string;
    rows: number;
    checkpoints: number;
    unsigned_rows: number;
    first_bad: { seq: number; why: string } | null;
  }[];
}

interface ChainVerificationProps {
  verify: Ask<ChainVerdict>;
  texts: {
    verify: string;
    whole: string;
    wholeMeaning: (rows: number, checkpoints: number, unsigned: number) => string;
    broken: string;
    brokenMeaning: (seq: number, why: string) => string;
  };
}

/** Has the server walk a whole chain, and says what came of it. It changes nothing, so nothing is asked anew. */
export function ChainVerification({ verify, texts }: ChainVerificationProps) {
  const api = useApi();
  const walk = useMutation({ mutationFn: () => api.ask(verify) });
  return (
    <div className={styles.verification}>
      <Button variant="default" loading={walk.isPending} onClick={() => walk.mutate()}>
        {texts.verify}
      </Button>
      <div role="status" className={styles.verdict}>
        {walk.data?.chains.map(({ tenant, rows, checkpoints, unsigned_rows: unsigned, first_bad: bad }) =>
          bad ? (
            <Note key={tenant} tone="broken" icon="alert" title={texts.broken}>
              {texts.brokenMeaning(bad.seq, bad.why)}
            </Note>
          ) : (
            <Note key={tenant} tone="healthy" icon="check" title={texts.whole}>
              {texts.wholeMeaning(rows, checkpoints, unsigned)}
            </Note>
          ),
        )}
      </div>
      {walk.error && <ProblemNotice problem={toProblem(walk.error)} />}
    </div>
  );
}
