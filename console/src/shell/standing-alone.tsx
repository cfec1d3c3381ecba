import type { ReactNode } from 'react';
import { BrandMark } from '../icons/brand-mark.tsx';
import styles from './standing-alone.module.css';

/** For what is shown instead of the whole console. */
export function StandingAlone({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles.page}>
      <title>{title}</title>
      <BrandMark />
      <h1>{title}</h1>
      {children}
    </main>
  );
}
