import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { common } from '../strings/common.ts';
import form from './form.module.css';
import { ProblemNotice } from './problem-notice.tsx';

interface FormEndProps {
  /** What sending the form does. */
  change: { error: ApiProblem | null; isPending: boolean };
  onCancel: () => void;
  disabled?: boolean;
  /** It takes something away. */
  isDangerous?: boolean;
  /** What the button says that sends it. */
  children: ReactNode;
}

/** What went wrong, the way back, and the deed. */
export function FormEnd({ change, onCancel, disabled = false, isDangerous = false, children }: FormEndProps) {
  return (
    <>
      {change.error && <ProblemNotice problem={change.error} />}
      <div className={form.actionsAtEnd}>
        <Button variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button
          type="submit"
          color={isDangerous ? 'red' : 'accent'}
          disabled={disabled}
          loading={change.isPending}
        >
          {children}
        </Button>
      </div>
    </>
  );
}
