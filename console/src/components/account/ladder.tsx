import { Loader, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Rung } from '../../api/checks.ts';
import { usePublicArea } from '../../areas/area.tsx';
import { Icon } from '../../icons/icon.tsx';
import { checks } from '../../strings/checks.ts';
import { Badge } from '../badge.tsx';
import { CopyButton } from '../copy-button.tsx';
import styles from './ladder.module.css';
import type { CheckState } from './use-check.ts';

type Step = Rung['step'];

/** To the list of models, and on to all that a model can do. */
export const shortLadder: readonly Step[] = ['dns', 'tcp', 'tls', 'auth'];
export const fullLadder: readonly Step[] = [
  ...shortLadder,
  'model',
  'chat',
  'streaming',
  'tools',
  'json',
  'context',
  'latency',
];

/** Each rung as it ends. Those to come stand there already, so that nothing moves. */
export function Ladder({ check, expected }: { check: CheckState; expected: readonly Step[] }) {
  const reached = new Set(check.rungs.map(({ step }) => step));
  const ahead = check.isRunning ? expected.filter((step) => !reached.has(step)) : [];
  return (
    <ol className={styles.ladder} aria-label={checks.title} aria-live="polite" aria-busy={check.isRunning}>
      {check.rungs.map((rung, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rungs are only ever added, and one step may come twice
        <RungItem key={index} rung={rung} />
      ))}
      {ahead.map((step, index) => (
        <li key={step} className={styles.rung} data-status={index === 0 ? 'running' : 'waiting'}>
          <span className={styles.mark}>{index === 0 && <Loader size={14} aria-hidden="true" />}</span>
          <span className={styles.step}>{checks.steps[step]}</span>
          <span className={styles.time}>{index === 0 ? checks.statuses.running : ''}</span>
        </li>
      ))}
    </ol>
  );
}

const marks = {
  passed: 'check',
  failed: 'cross',
  warned: 'alert',
  skipped: 'dash',
  unknown: 'help',
} as const;

interface RungLineProps extends Pick<Rung, 'status' | 'ms' | 'detail'> {
  name: string;
  /** Whose move it is, where it did not pass. */
  owner: ReactNode;
  children?: ReactNode;
}

/** One check that has ended, on the rail of those before it. */
export function RungLine({ name, status, ms, detail, owner, children }: RungLineProps) {
  return (
    <li className={styles.rung} data-status={status}>
      <span className={styles.mark}>
        <Icon name={marks[status]} size={15} />
      </span>
      <span className={styles.step}>
        {name}
        <VisuallyHidden>: {checks.statuses[status]}</VisuallyHidden>
      </span>
      <span className={styles.time}>{status !== 'skipped' && checks.milliseconds(ms)}</span>
      <div className={styles.more}>
        <p>{detail}</p>
        {(status === 'failed' || status === 'warned') && owner}
        {children}
      </div>
    </li>
  );
}

/** Lines of checks that were run some time ago. */
export function Rungs({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol className={styles.ladder} aria-label={label}>
      {children}
    </ol>
  );
}

function RungItem({ rung }: { rung: Rung }) {
  const { step, status, upstream, curl, owner } = rung;
  return (
    <RungLine {...rung} name={checks.steps[step]} owner={<OwnerBadge owner={owner} />}>
      {upstream && status !== 'passed' && (
        <div>
          <p className={styles.label}>{checks.upstream(upstream.status)}</p>
          <pre className={styles.code}>{upstream.message}</pre>
        </div>
      )}
      {curl !== undefined && status !== 'passed' && (
        <details>
          <summary>{checks.repeat}</summary>
          <div className={styles.command}>
            <pre className={styles.code}>{curl}</pre>
            <CopyButton value={curl} label={checks.copyCommand} />
          </div>
        </details>
      )}
    </RungLine>
  );
}

function OwnerBadge({ owner }: Pick<Rung, 'owner'>) {
  const { platform } = usePublicArea();
  if (owner === 'nobody') return null;
  const text = owner === 'the_platform' ? checks.owners.the_platform(platform.name) : checks.owners[owner];
  return (
    <div>
      <Badge tone={owner === 'you' ? 'accent' : 'waiting'}>{text}</Badge>
    </div>
  );
}
