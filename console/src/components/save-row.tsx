import { Button } from '@mantine/core';
import type { ApiProblem } from '../api/problem.ts';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import styles from './form.module.css';
import { ProblemNotice } from './problem-notice.tsx';

interface SaveRowProps {
  draft: { isDirty: boolean; discard: () => void };
  change: { isPending: boolean; isSuccess: boolean; error: ApiProblem | null; reset: () => void };
  label?: string;
}

/** Under a form that stays on its page: what went wrong, saving, taking back, and that it was saved. */
export function SaveRow({ draft: { isDirty, discard }, change, label = common.save }: SaveRowProps) {
  return (
    <>
      {change.error && <ProblemNotice problem={change.error} />}
      <div className={styles.actions}>
        <Button type="submit" loading={change.isPending}>
          {label}
        </Button>
        {isDirty && (
          <Button
            variant="default"
            onClick={() => {
              discard();
              change.reset();
            }}
          >
            {common.discard}
          </Button>
        )}
        <span role="status" className={styles.saved}>
          {change.isSuccess && !isDirty && (
            <>
              <Icon name="check" size={15} />
              {common.saved}
            </>
          )}
        </span>
      </div>
    </>
  );
}
