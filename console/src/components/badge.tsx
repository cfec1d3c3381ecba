import type { ReactNode } from 'react';
import styles from './badge.module.css';

export type Tone = 'healthy' | 'waiting' | 'broken' | 'idle' | 'accent' | 'dev' | 'test' | 'prod';

/** A word about the state of something. Its colour says nothing that the word does not. */
export function Badge({ tone, dot = false, children }: { tone: Tone; dot?: boolean; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {dot && <span className={styles.dot} aria-hidden="true" />}
      {children}
    </span>
  );
}
