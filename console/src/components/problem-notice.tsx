import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import { actors, otherProblem, problems } from '../strings/problems.ts';
import styles from './problem-notice.module.css';

interface ProblemNoticeProps {
  problem: ApiProblem;
  onRetry?: () => unknown;
  /** What to do instead. */
  action?: ReactNode;
}

/** What went wrong, in place: its class, what the API says of it, and who has to act. It stays until it is over. */
export function ProblemNotice({ problem, onRetry, action }: ProblemNoticeProps) {
  const text = Object.hasOwn(problems, problem.code) ? problems[problem.code] : undefined;
  const detail = text?.detail ?? problem.message;
  const title = text?.title ?? otherProblem;
  return (
    <div className={styles.notice} role="alert">
      <span className={styles.icon}>
        <Icon name="alert" />
      </span>
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {detail !== '' && detail !== title && <p>{detail}</p>}
        {text && <p>{actors[text.actor]}</p>}
        {problem.requestId !== undefined && (
          <p className={styles.request}>
            {common.requestId} <code>{problem.requestId}</code>
          </p>
        )}
      </div>
      {action}
      {onRetry && (
        <Button variant="default" size="xs" onClick={() => onRetry()}>
          {common.tryAgain}
        </Button>
      )}
    </div>
  );
}
