import { Button } from '@mantine/core';
import type { CreatedToken } from '../../api/tokens.ts';
import { useArea } from '../../areas/area.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { Snippet } from '../../components/snippet.tsx';
import { tokens } from '../../strings/tokens.ts';
import styles from './tokens.module.css';

const texts = tokens.created;

export function ShownOnce({ created, onDone }: { created: CreatedToken; onDone: () => void }) {
  const { platform } = useArea();
  return (
    <div className={styles.once}>
      <Note tone="waiting" icon="alert">
        <p>{texts.body}</p>
      </Note>
      <div>
        <p className={form.legend}>{texts.token}</p>
        <div className={styles.secret}>
          <code>{created.token}</code>
          <CopyButton value={created.token} label={texts.copy} />
        </div>
      </div>
      <div>
        <p className={form.legend}>{texts.tryIt}</p>
        <Snippet call={{ publicUrl: platform.public_url, token: created.token, model: 'default' }} />
      </div>
      <div className={form.actionsAtEnd}>
        <Button onClick={onDone} data-autofocus>
          {texts.done}
        </Button>
      </div>
    </div>
  );
}
