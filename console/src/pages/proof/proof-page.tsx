import { Page } from '../../components/page.tsx';
import { pages } from '../../strings/pages.ts';
import { proof } from '../../strings/proof.ts';
import { ChainPanel } from './chain-panel.tsx';
import { FilePanel } from './file-panel.tsx';
import { RoutesPanel } from './routes-panel.tsx';
import { StatementPanel } from './statement-panel.tsx';

export function ProofPage() {
  return (
    <Page title={pages.proof} description={proof.description}>
      <StatementPanel />
      <RoutesPanel />
      <FilePanel />
      <ChainPanel />
    </Page>
  );
}
