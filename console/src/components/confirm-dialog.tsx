import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { common } from '../strings/common.ts';
import styles from './confirm-dialog.module.css';
import { Dialog } from './dialog.tsx';
import { ProblemNotice } from './problem-notice.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  title: string;
  /** What happens then, in a sentence. */
  children: ReactNode;
  /** What depends on it and goes or changes too, by name. */
  dependents?: readonly string[];
  /** The deed itself, as a verb: never “OK”. */
  confirm: string;
  isDangerous?: boolean;
  isBusy?: boolean;
  /** What the deed ended in, if it failed. */
  problem?: ApiProblem | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before what cannot be taken back. The focus begins on the way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, dependents = [], confirm, isDangerous = false, isBusy = false } = props;
  return (
    <Dialog opened={opened} onClose={props.onClose} title={title} size="md">
      <div className={styles.body}>
        <div>{children}</div>
        {dependents.length > 0 && (
          <div>
            <p className={styles.label}>{common.dependents}</p>
            <ul className={styles.dependents}>
              {dependents.map((dependent) => (
                <li key={dependent}>{dependent}</li>
              ))}
            </ul>
          </div>
        )}
        {props.problem && <ProblemNotice problem={props.problem} />}
        <div className={styles.actions}>
          <Button variant="default" onClick={props.onClose} data-autofocus>
            {common.cancel}
          </Button>
          <Button color={isDangerous ? 'red' : 'accent'} loading={isBusy} onClick={props.onConfirm}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
