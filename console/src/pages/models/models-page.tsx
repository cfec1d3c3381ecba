import { useMay } from '../../areas/area.tsx';
import { AccountsPanel } from '../../components/account/accounts-panel.tsx';
import { ConnectButton } from '../../components/connect-button.tsx';
import { DepositsPanel } from '../../components/deposit/deposits-panel.tsx';
import { PlanNote } from '../../components/enterprise-only.tsx';
import { Page } from '../../components/page.tsx';
import { models } from '../../strings/models.ts';
import { pages } from '../../strings/pages.ts';
import { ModePanel } from './mode-panel.tsx';
import { ModelsPanel } from './models-panel.tsx';

export function ModelsPage() {
  return (
    <Page
      title={pages.models}
      description={models.description}
      actions={<ConnectButton label={models.addProvider} isMain />}
    >
      <PlanNote />
      <ModelsPanel />
      <AccountsPanel />
      {useMay('deposits.view') && <DepositsPanel />}
      <ModePanel />
    </Page>
  );
}
