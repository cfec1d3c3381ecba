import { useMay } from '../../areas/area.tsx';
import { Page } from '../../components/page.tsx';
import { overview } from '../../strings/overview.ts';
import { pages } from '../../strings/pages.ts';
import { BoardSection } from './board-section.tsx';
import { FeaturesPanel } from './features-panel.tsx';

export function OverviewPage() {
  const administers = useMay('routing.explain');
  return (
    <Page
      title={pages.overview}
      description={administers ? overview.description : overview.features.description}
    >
      {administers ? <BoardSection /> : <FeaturesPanel />}
    </Page>
  );
}
