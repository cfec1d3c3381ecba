import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { type ExplainBody, explanationQuery } from '../../api/routing.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { explain } from '../../strings/explain.ts';
import { pages } from '../../strings/pages.ts';
import { CallBoard } from './call-board.tsx';
import { QuestionForm } from './question-form.tsx';
import { Route } from './route-in-words.tsx';

/** A call as somebody would make it, and where it would go. */
export function ExplainPage() {
  const [asked, setAsked] = useState<ExplainBody>({ operation: 'chat' });
  // That no model answers is an answer here, and no failure of the page.
  const explanation = useQuery({ ...explanationQuery(useApi(), asked), throwOnError: false });
  const problem = explanation.isError ? toProblem(explanation.error) : undefined;
  const answer = problem ?? explanation.data;
  return (
    <Page title={pages.explain} description={explain.description}>
      <Panel title={explain.question}>
        <QuestionForm isBusy={explanation.isFetching} onAsk={setAsked} />
      </Panel>
      <Panel title={explain.route}>
        {problem?.code === 'model_not_found' ? (
          <EmptyState icon="plug" title={explain.none.title}>
            {problem.message}
          </EmptyState>
        ) : (
          <Async query={explanation} what={explain.loading} skeleton={<Skeleton height={280} />}>
            {(found) => <Route explanation={found} asked={asked} />}
          </Async>
        )}
      </Panel>
      {answer && <CallBoard answer={answer} operation={asked.operation ?? 'chat'} />}
    </Page>
  );
}
