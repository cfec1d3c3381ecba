import type { ErrorComponentProps } from '@tanstack/react-router';
import { toProblem } from '../api/problem.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { isFramed } from '../frame/framing.ts';
import { shell } from '../strings/shell.ts';
import { StandingAlone } from './standing-alone.tsx';

/** Who one is, or what the platform is called, could not be learnt: nothing can be shown. */
export function StartFailed({ error }: ErrorComponentProps) {
  return (
    <StandingAlone title={shell.startFailed}>
      <ProblemNotice problem={toProblem(error)} onRetry={() => location.reload()} />
      {!isFramed && <a href="/signin">{shell.signInOtherwise}</a>}
    </StandingAlone>
  );
}
