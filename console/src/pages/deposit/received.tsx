import type { FilledDeposit } from '../../api/deposits.ts';
import { Note } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { depositPage, deposits } from '../../strings/deposits.ts';
import styles from './deposit.module.css';

const texts = depositPage.done;

/** The same that whoever asked sees of it. */
export function Received({ filled: { secrets, test } }: { filled: FilledDeposit }) {
  return (
    <>
      <div role="status">
        <Note tone="healthy" icon="check" title={texts.body}>
          {test.valid === false && <p>{texts.untested}</p>}
        </Note>
      </div>
      <Panel title={texts.kept}>
        <ul className={styles.secrets}>
          {secrets.map(({ field, last4, sealed_sha256: fingerprint }) => (
            <li key={field}>
              <code>{field}</code>
              <span>{last4 === null ? deposits.stored : deposits.ends(last4)}</span>
              <span className={styles.soft}>{deposits.fingerprint(fingerprint)}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
