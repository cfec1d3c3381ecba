import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Period } from '../../api/periods.ts';
import { Async } from '../async.tsx';
import form from '../form.module.css';
import { Panel } from '../panel.tsx';
import { PeriodField } from '../period-field.tsx';
import styles from './signed.module.css';

interface SignedPanelProps<Answer> {
  texts: { title: string; loading: string; again: string };
  period: Period;
  onPeriod: (period: Period) => void;
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** What the server signs of a period: chosen here, and signed anew at a click. */
export function SignedPanel<Answer>({ texts, period, onPeriod, query, children }: SignedPanelProps<Answer>) {
  const signAnew = (
    <Button variant="default" size="xs" loading={query.isRefetching} onClick={() => query.refetch()}>
      {texts.again}
    </Button>
  );
  return (
    <Panel title={texts.title} aside={signAnew}>
      <div className={styles.panel}>
        <div className={form.fields}>
          <PeriodField value={period} onChange={onPeriod} />
        </div>
        <Async query={query} what={texts.loading} skeleton={<Skeleton height={250} />}>
          {children}
        </Async>
      </div>
    </Panel>
  );
}
