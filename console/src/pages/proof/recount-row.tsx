import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { listAttempts } from '../../api/ledger.ts';
import { toProblem } from '../../api/problem.ts';
import type { LedgerProof } from '../../api/statements.ts';
import { useApi } from '../../areas/area.tsx';
import { Note } from '../../components/note.tsx';
import { formatCount } from '../../components/numbers.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { proof } from '../../strings/proof.ts';
import styles from './proof.module.css';
import { type RowsVerdict, recount, recountedMax } from './recount.ts';

const texts = proof.statement.recount;

/** The statement held against the rows that it is about, by this browser and not by whoever signed it. */
export function Recount({ statement }: { statement: LedgerProof['statement'] }) {
  const api = useApi();
  const [fetched, setFetched] = useState(0);
  const { from, to, attempts } = statement;
  const counting = useMutation({
    mutationFn: async () => recount(await listAttempts(api, { from, to }, setFetched), statement),
  });
  const isTooMuch = attempts > recountedMax;
  return (
    <div>
      <div className={styles.act}>
        <Button
          variant="default"
          disabled={isTooMuch}
          loading={counting.isPending}
          onClick={() => counting.mutate()}
        >
          {texts.act}
        </Button>
        <p className={styles.soft}>
          {isTooMuch ? texts.tooMany(formatCount(recountedMax)) : texts.help}
          {counting.isPending && ` ${texts.loading(formatCount(fetched), formatCount(attempts))}`}
        </p>
      </div>
      <div role="status" className={styles.status}>
        {counting.data && <RowsNote verdict={counting.data} />}
      </div>
      {counting.error && <ProblemNotice problem={toProblem(counting.error)} />}
    </div>
  );
}

function RowsNote({ verdict }: { verdict: RowsVerdict }) {
  const isRight = verdict.outcome === 'fits';
  const tone = isRight ? 'healthy' : verdict.outcome === 'unsupported' ? 'waiting' : 'broken';
  return (
    <Note tone={tone} icon={isRight ? 'check' : 'alert'} title={texts.verdicts[verdict.outcome].title}>
      <p>{describe(verdict)}</p>
    </Note>
  );
}

function describe(verdict: RowsVerdict): string {
  const { verdicts, counts } = texts;
  switch (verdict.outcome) {
    case 'fits': {
      const { rows, recomputed, endsAtHead } = verdict;
      return [
        verdicts.fits.body(formatCount(rows), formatCount(recomputed)),
        ...(recomputed < rows ? [verdicts.fits.gaps(rows - recomputed)] : []),
        ...(endsAtHead ? [verdicts.fits.head] : []),
      ].join(' ');
    }
    case 'count_differs':
      return verdicts.count_differs.body(counts[verdict.what], verdict.stated, verdict.found);
    case 'unsupported':
      return verdicts.unsupported.body;
    default:
      return verdicts[verdict.outcome].body(formatCount(verdict.seq));
  }
}
