import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, toProblem } from '../api/problem.ts';
import { common } from '../strings/common.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface AsyncProps<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isError'> & { refetch: () => unknown };
  /** What is on its way, for people who hear the page. */
  what: string;
  /** Of the size that the answer will have, so that nothing jumps when it comes. */
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}

/** An answer on its way: its shape, then itself, or what went wrong and a way to ask again. */
export function Async<T>({ query, what, skeleton, children }: AsyncProps<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && (
          <ProblemNotice problem={toReadProblem(query.error)} onRetry={() => query.refetch()} />
        )}
        {children(query.data)}
      </>
    );
  }
  if (query.isError)
    return <ProblemNotice problem={toReadProblem(query.error)} onRetry={() => query.refetch()} />;
  return (
    <div role="status" aria-label={common.loading(what)}>
      <div aria-hidden="true">{skeleton}</div>
    </div>
  );
}

/** Nobody has filled in anything: what is asked for wrongly comes of the address. */
function toReadProblem(error: unknown): ApiProblem {
  const problem = toProblem(error);
  return problem.code === 'invalid_request'
    ? new ApiProblem({ status: problem.status, code: 'wrong_address', detail: '' })
    : problem;
}
