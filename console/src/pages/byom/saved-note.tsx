import type { Credential } from '../../api/credentials.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { byom } from '../../strings/byom.ts';
import styles from './byom.module.css';

const texts = byom.saved;

/** How programs name it from now on. */
export function SavedNote({ account }: { account: Credential }) {
  const fullName = `${account.provider_id}/${texts.example}`;
  return (
    <div className={styles.saved} role="status">
      <p className={styles.strong}>{texts.title(account.name)}</p>
      <p>{texts.body}</p>
      <p className={styles.copied}>
        <code>{fullName}</code>
        <CopyButton value={fullName} label={texts.copy} />
      </p>
    </div>
  );
}
