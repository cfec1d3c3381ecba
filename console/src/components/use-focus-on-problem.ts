import { useEffect, useRef } from 'react';
import type { ApiProblem } from '../api/problem.ts';

/** A form was refused: on to the first field that says why. */
export function useFocusOnProblem(problem: ApiProblem | null) {
  const frame = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problem) frame.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [problem]);
  return frame;
}
