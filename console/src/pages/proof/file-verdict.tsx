import { Note } from '../../components/note.tsx';
import { kindOf, SaidFacts } from '../../components/signed/said-facts.tsx';
import { VerdictNote } from '../../components/signed/verdict-note.tsx';
import type { Verdict } from '../../components/signed/verify-signed.ts';
import { proof } from '../../strings/proof.ts';
import { signed } from '../../strings/signed.ts';
import styles from './proof.module.css';

interface FileVerdictProps {
  verdict?: Verdict;
  /** Why it was not even checked. */
  refusal?: string;
}

/** What came of it; and where the signature is right, what was signed, whatever else the file holds. */
export function FileVerdict({ verdict, refusal }: FileVerdictProps) {
  if (refusal !== undefined) {
    return (
      <div className={styles.verdict}>
        <Note tone="broken" icon="alert" title={refusal} />
      </div>
    );
  }
  if (!verdict) return null;
  return (
    <div className={styles.verdict}>
      <VerdictNote verdict={verdict} />
      {verdict.outcome === 'valid' && (
        <>
          <h3>{signed.kinds[kindOf(verdict.said)]}</h3>
          <SaidFacts said={verdict.said} />
          <details>
            <summary>{proof.file.raw}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <pre className={styles.raw} tabIndex={0}>
              <code>{JSON.stringify(verdict.said, null, 2)}</code>
            </pre>
          </details>
        </>
      )}
    </div>
  );
}
