import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem, toProblem } from '../api/problem.ts';
import { ProblemNotice } from '../components/problem-notice.tsx';

/** A page that broke, or whose code could not be loaded: the shell around it stays. */
export function PageFailed({ error }: ErrorComponentProps) {
  return <ProblemNotice problem={toPageProblem(error)} onRetry={() => location.reload()} />;
}

function toPageProblem(error: unknown): ApiProblem {
  // Browsers speak of modules and imports, the build’s own loader of style sheets that it could not preload.
  const isLoading = error instanceof Error && /import|module|preload/i.test(error.message);
  return isLoading ? new ApiProblem({ status: 0, code: 'not_loaded', detail: '' }) : toProblem(error);
}
