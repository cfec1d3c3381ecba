import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** A change that is asked about first. */
export interface Deed {
  /** A verb, on the button and in the question. */
  label: string;
  title: string;
  /** What happens then. */
  meaning: ReactNode;
  change: {
    mutate(input: undefined, options: { onSuccess: () => void }): void;
    isPending: boolean;
    error: ApiProblem | null;
  };
  /** It takes nothing away. */
  isHarmless?: boolean;
  /** Left out: the question is closed. */
  onDone?: () => void;
}

interface DeedQuestionProps {
  deed: Deed;
  opened: boolean;
  onClose: () => void;
}

export function DeedQuestion({ deed, opened, onClose }: DeedQuestionProps) {
  const { label, title, meaning, change, isHarmless = false, onDone = onClose } = deed;
  return (
    <ConfirmDialog
      opened={opened}
      title={title}
      confirm={label}
      isDangerous={!isHarmless}
      isBusy={change.isPending}
      problem={change.error}
      onConfirm={() => change.mutate(undefined, { onSuccess: onDone })}
      onClose={onClose}
    >
      {meaning}
    </ConfirmDialog>
  );
}
