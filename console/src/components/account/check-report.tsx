import type { ReactNode } from 'react';
import type { CheckResult } from '../../api/checks.ts';
import { checks } from '../../strings/checks.ts';
import { ProblemNotice } from '../problem-notice.tsx';
import styles from './check-report.module.css';
import { Ladder } from './ladder.tsx';
import type { CheckState } from './use-check.ts';

interface CheckReportProps {
  check: CheckState;
  expected: Parameters<typeof Ladder>[0]['expected'];
  /** What can be done with it now. */
  children?: ReactNode;
}

/** How a check goes and what came of it. Nothing while nobody asked for one. */
export function CheckReport({ check, expected, children }: CheckReportProps) {
  const { isRunning, rungs, result, problem } = check;
  if (!isRunning && rungs.length === 0 && !problem) return null;
  return (
    <div className={styles.report}>
      {problem && <ProblemNotice problem={problem} />}
      {result && <Verdict result={result} />}
      {(isRunning || rungs.length > 0) && <Ladder check={check} expected={expected} />}
      {children}
    </div>
  );
}

function Verdict({ result }: { result: CheckResult }) {
  const { valid, error, healed = [], warnings = [] } = result;
  const state = valid === null ? 'unlisted' : valid ? 'passed' : 'failed';
  return (
    <div className={styles.verdict} data-state={state} role={valid === false ? 'alert' : 'status'}>
      <p className={styles.title}>{checks[state]}</p>
      {error !== null && <p>{error}</p>}
      {healed.length > 0 && <Remarks title={checks.healed} remarks={healed.map(toHealedText)} />}
      {warnings.length > 0 && (
        <Remarks
          title={checks.warnings}
          remarks={warnings.map(({ field, detail }) => `${field} ${detail}`)}
        />
      )}
    </div>
  );
}

const toHealedText = ({ what, to }: { what: string; to?: string }): string =>
  to === undefined ? what : `${what}: ${to}`;

function Remarks({ title, remarks }: { title: string; remarks: readonly string[] }) {
  return (
    <div className={styles.remarks}>
      {title}
      <ul>
        {remarks.map((remark) => (
          <li key={remark}>{remark}</li>
        ))}
      </ul>
    </div>
  );
}
