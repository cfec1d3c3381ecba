import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Ask } from '../../api/api.ts';
import type { CheckResult, Rung } from '../../api/checks.ts';
import { type ApiProblem, toProblem } from '../../api/problem.ts';
import { watchRun } from '../../api/watch-run.ts';
import { useApi } from '../../areas/area.tsx';
import { noticeSessionEnd } from '../../shell/session-watch.ts';

export interface CheckState {
  isRunning: boolean;
  rungs: readonly Rung[];
  result?: CheckResult;
  /** There was no ladder to climb, or it broke off. */
  problem?: ApiProblem;
}

type Check = (signal: AbortSignal) => Ask<ReadableStream<Uint8Array> | null>;

export const useCheck = () => useWatchedCheck((result: CheckResult) => result);

/** One check at a time, rung by rung. Leaving the page or beginning another ends it on the server too. */
export function useWatchedCheck<Answer>(resultOf: (answer: Answer) => CheckResult) {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<CheckState>({ isRunning: false, rungs: [] });
  const current = useRef<AbortController>(null);
  useEffect(() => () => current.current?.abort(), []);

  /** Undefined: it was cancelled, or the state says why there is no result. */
  async function run(check: Check): Promise<Answer | undefined> {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setState({ isRunning: true, rungs: [] });
    const onRung = (rung: Rung) => {
      if (!controller.signal.aborted) setState((before) => ({ ...before, rungs: [...before.rungs, rung] }));
    };
    try {
      const answer = await watchRun<Rung, Answer>(api, check(controller.signal), 'check', onRung);
      const result = resultOf(answer);
      // What was found out of a stored account shows elsewhere too.
      void queries.invalidateQueries({ queryKey: [api.scope.name] });
      if (controller.signal.aborted) return undefined;
      setState({ isRunning: false, rungs: result.checks, result });
      return answer;
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      noticeSessionEnd(error);
      setState(({ rungs }) => ({ isRunning: false, rungs, problem: toProblem(error) }));
      return undefined;
    }
  }

  function cancel() {
    current.current?.abort();
    setState({ isRunning: false, rungs: [] });
  }

  return { ...state, run, cancel };
}
