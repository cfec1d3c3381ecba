import { Loader } from '@mantine/core';
import type { RequestCheck } from '../../../api/service-requests.ts';
import { requestWork } from '../../../strings/service-request-work.ts';
import { CheckLines } from '../check-lines.tsx';
import styles from '../service-requests.module.css';

interface RunningChecksProps {
  isRunning: boolean;
  checks: readonly RequestCheck[];
}

/** While everything is checked, which takes a while: each line as it ends. */
export function RunningChecks({ isRunning, checks }: RunningChecksProps) {
  if (!isRunning) return null;
  return (
    <div className={styles.body} aria-busy="true">
      <p className={styles.running} role="status">
        <Loader size={14} aria-hidden="true" />
        {requestWork.running}
      </p>
      <CheckLines label={requestWork.runningChecks} checks={checks} />
    </div>
  );
}
