import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Icon } from '../../icons/icon.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './steps.module.css';

export const steps = ['provider', 'account', 'models', 'names', 'complete'] as const;
export type Step = (typeof steps)[number];

/** Where one is on the way, and what lies behind. */
export function Steps({ current }: { current: Step }) {
  const reached = steps.indexOf(current);
  const here = useRef<HTMLLIElement>(null);
  const shown = useRef(current);
  useEffect(() => {
    // What had the focus went with the step before; the page's own heading has it at first.
    if (shown.current !== current) here.current?.focus({ preventScroll: true });
    shown.current = current;
  }, [current]);
  return (
    <ol className={styles.steps} aria-label={connect.steps.label}>
      {steps.map((step, index) => (
        <li
          key={step}
          ref={index === reached ? here : undefined}
          tabIndex={index === reached ? -1 : undefined}
          className={styles.step}
          data-state={index < reached ? 'done' : index === reached ? 'current' : 'ahead'}
          aria-current={index === reached ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {index < reached ? <Icon name="check" size={13} /> : index + 1}
          </span>
          <span className={styles.name}>
            {connect.steps[step]}
            {index < reached && <VisuallyHidden>, {connect.steps.done}</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  );
}
