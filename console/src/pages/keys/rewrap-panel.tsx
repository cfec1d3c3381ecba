import { Button, Progress } from '@mantine/core';
import type { Keys } from '../../api/keys.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { keys } from '../../strings/keys.ts';
import styles from './keys.module.css';

interface RewrapPanelProps {
  status: Keys;
  rewrapping: {
    isPending: boolean;
    error: ApiProblem | null;
    data: { rewrapped: number; remaining: number } | undefined;
    mutate: () => void;
  };
}

/** How far the tenants’ keys are under the primary version, also while they are being brought there. */
export function RewrapPanel({ status, rewrapping }: RewrapPanelProps) {
  const all = status.versions.reduce((sum, { tenant_keys: count }) => sum + count, 0);
  const done = status.versions.find(({ primary }) => primary)?.tenant_keys ?? 0;
  const { data, error, isPending } = rewrapping;
  return (
    <Panel title={keys.rewrap}>
      <div className={styles.rewrap}>
        <p className={styles.soft}>{keys.rewrapMeaning}</p>
        <div className={styles.progress}>
          <Progress.Root className={styles.bar}>
            <Progress.Section
              value={all === 0 ? 100 : (done / all) * 100}
              aria-label={keys.progress}
              aria-valuetext={keys.progressOf(done, all)}
            />
          </Progress.Root>
          <span>{keys.progressOf(done, all)}</span>
        </div>
        {error && <ProblemNotice problem={error} />}
        <div className={styles.actions}>
          <Button
            variant={done < all ? 'filled' : 'default'}
            disabled={done === all && !isPending}
            loading={isPending}
            onClick={() => rewrapping.mutate()}
          >
            {keys.rewrap}
          </Button>
          <span role="status" className={styles.soft}>
            {data && !isPending
              ? `${keys.rewrapped(data.rewrapped)} ${data.remaining > 0 ? keys.remaining(data.remaining) : ''}`
              : done === all
                ? keys.nothingToRewrap
                : keys.toRewrap(all - done)}
          </span>
        </div>
      </div>
    </Panel>
  );
}
