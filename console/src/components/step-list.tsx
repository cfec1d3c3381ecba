import { VisuallyHidden } from '@mantine/core';
import type { Ref } from 'react';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import styles from './step-list.module.css';

interface StepListProps {
  label: string;
  steps: readonly { id: string; name: string }[];
  /** How many lie behind; the next one is at hand. */
  reached: number;
  /** The step at hand can have the focus. */
  here?: Ref<HTMLLIElement>;
}

/** Where one is on a way, what lies behind and what is to come. */
export function StepList({ label, steps, reached, here }: StepListProps) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map(({ id, name }, index) => (
        <li
          key={id}
          ref={index === reached ? here : undefined}
          tabIndex={here !== undefined && index === reached ? -1 : undefined}
          className={styles.step}
          data-state={index < reached ? 'done' : index === reached ? 'current' : 'ahead'}
          aria-current={index === reached ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden="true">
            {index < reached ? <Icon name="check" size={13} /> : index + 1}
          </span>
          <span className={styles.name}>
            {name}
            {index < reached && <VisuallyHidden>, {common.stepDone}</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  );
}
