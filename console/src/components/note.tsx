import type { ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import styles from './note.module.css';

interface NoteProps {
  tone: 'waiting' | 'idle' | 'accent' | 'healthy' | 'broken';
  icon: IconName;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}

/** Something to know before one goes on; no failure, which is a `ProblemNotice`. */
export function Note({ tone, icon, title, children, action }: NoteProps) {
  return (
    <div className={styles.note} data-tone={tone}>
      <span className={styles.icon}>
        <Icon name={icon} />
      </span>
      <div className={styles.text}>
        {title !== undefined && <p className={styles.title}>{title}</p>}
        {children}
      </div>
      {action}
    </div>
  );
}
