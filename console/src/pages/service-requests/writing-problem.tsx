import { Button } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import { Note } from '../../components/note.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { requestPage } from '../../strings/service-requests.ts';
import styles from './service-requests.module.css';

const texts = requestPage.secret;

interface WritingProblemProps {
  problem: ApiProblem | null;
  isBusy: boolean;
  /** Sends the same with the word of whoever wrote it. */
  onConfirm: () => void;
}

/** Why what was written was not taken. What only looks like a credential goes with a word; what is one never does. */
export function WritingProblem({ problem, isBusy, onConfirm }: WritingProblemProps) {
  if (!problem) return null;
  if (problem.code !== 'secret_suspected') return <ProblemNotice problem={problem} />;
  return (
    <div role="alert">
      <Note
        tone="waiting"
        icon="alert"
        title={texts.suspected}
        action={
          <Button variant="default" size="xs" loading={isBusy} onClick={onConfirm}>
            {texts.confirm}
          </Button>
        }
      >
        <p>{texts.suspectedHelp}</p>
        <ul className={styles.bullets}>
          {Object.entries(problem.fields).map(([field, detail]) => (
            <li key={field}>{texts.where(field, detail)}</li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
