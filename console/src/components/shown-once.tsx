import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from './copy-button.tsx';
import form from './form.module.css';
import { Note } from './note.tsx';
import styles from './shown-once.module.css';

interface ShownOnceProps {
  secret: string;
  texts: { body: string; label: string; copy: string; done: string };
  /** What to do with it. */
  children?: ReactNode;
  onDone: () => void;
}

/** A secret in the only moment in which anybody sees it. */
export function ShownOnce({ secret, texts, children, onDone }: ShownOnceProps) {
  return (
    <div className={styles.once}>
      <Note tone="waiting" icon="alert">
        <p>{texts.body}</p>
      </Note>
      <div>
        <p className={form.legend}>{texts.label}</p>
        <div className={styles.secret}>
          <code>{secret}</code>
          <CopyButton value={secret} label={texts.copy} />
        </div>
      </div>
      {children}
      <div className={form.actionsAtEnd}>
        <Button onClick={onDone} data-autofocus>
          {texts.done}
        </Button>
      </div>
    </div>
  );
}
