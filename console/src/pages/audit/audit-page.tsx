import { useQuery } from '@tanstack/react-query';
import { checkpointsQuery, verifyAudit } from '../../api/audit.ts';
import { useApi } from '../../areas/area.tsx';
import { ChainVerification } from '../../components/chain/chain-verification.tsx';
import { CheckpointsPanel } from '../../components/chain/checkpoints-panel.tsx';
import { Page } from '../../components/page.tsx';
import { audit } from '../../strings/audit.ts';
import { pages } from '../../strings/pages.ts';
import { EventsPanel } from './events-panel.tsx';

export function AuditPage() {
  const checkpoints = useQuery(checkpointsQuery(useApi()));
  return (
    <Page title={pages.audit} description={audit.description}>
      <ChainVerification verify={verifyAudit} texts={audit} />
      <EventsPanel />
      <CheckpointsPanel query={checkpoints} texts={audit.checkpoints} />
    </Page>
  );
}
