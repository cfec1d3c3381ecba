import { useMay } from '../../areas/area.tsx';
import { Page } from '../../components/page.tsx';
import { overview } from '../../strings/overview.ts';
import { pages } from '../../strings/pages.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { FeaturesPanel } from './features-panel.tsx';
import { ServingPanel } from './serving-panel.tsx';

export function OverviewPage() {
  const administers = useMay('models.view');
  return (
    <Page
      title={pages.overview}
      description={administers ? overview.description : overview.features.description}
    >
      {administers && <ServingPanel />}
      {administers && <AccountsPanel />}
      {!administers && <FeaturesPanel />}
    </Page>
  );
}
