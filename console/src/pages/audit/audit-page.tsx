import { Page } from '../../components/page.tsx';
import { audit } from '../../strings/audit.ts';
import { pages } from '../../strings/pages.ts';
import { CheckpointsPanel } from './checkpoints-panel.tsx';
import { EventsPanel } from './events-panel.tsx';
import { Verification } from './verification.tsx';

export function AuditPage() {
  return (
    <Page title={pages.audit} description={audit.description}>
      <Verification />
      <EventsPanel />
      <CheckpointsPanel />
    </Page>
  );
}
