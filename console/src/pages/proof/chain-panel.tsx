import { useQuery } from '@tanstack/react-query';
import { ledgerCheckpointsQuery, verifyLedger } from '../../api/ledger.ts';
import { useApi } from '../../areas/area.tsx';
import { ChainVerification } from '../../components/chain/chain-verification.tsx';
import { CheckpointsPanel } from '../../components/chain/checkpoints-panel.tsx';
import { proof } from '../../strings/proof.ts';
import styles from './proof.module.css';

/** Where the chain of the ledger stood from minute to minute, and whether it still does. */
export function ChainPanel() {
  const query = useQuery(ledgerCheckpointsQuery(useApi()));
  return (
    <CheckpointsPanel query={query} texts={proof.chain}>
      <div className={styles.body}>
        <ChainVerification verify={verifyLedger} texts={proof.chain} />
      </div>
    </CheckpointsPanel>
  );
}
