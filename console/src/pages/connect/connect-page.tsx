import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { catalogueQuery } from '../../api/providers.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { EnterpriseOnly } from '../../components/enterprise-only.tsx';
import { Page } from '../../components/page.tsx';
import { connect } from '../../strings/connect.ts';
import { pages } from '../../strings/pages.ts';
import { AccountSteps, AccountStepsSkeleton } from './account-steps.tsx';
import { type Listed, ModelSteps } from './model-steps.tsx';
import type { Pasted } from './paste-box.tsx';
import { type Step, Steps } from './steps.tsx';

const route = getRouteApi('/t/$tenant/$environment/connect');

/** What was typed for one environment is for no other. */
export function ConnectPage() {
  const { tenant, environment } = usePlace();
  return <Walk key={`${tenant}/${environment}`} />;
}

/** From nothing to models that serve. The address says how far one is, and never a secret. */
function Walk() {
  const { provider, preset, agent, account } = route.useSearch();
  const navigate = route.useNavigate();
  const catalogue = useQuery(catalogueQuery(useApi()));
  const [modelStep, setModelStep] = useState<Extract<Step, 'models' | 'names' | 'complete'>>('models');
  const [pasted, setPasted] = useState<Pasted>();
  const [listed, setListed] = useState<Listed>();
  const [wanted, setWanted] = useState<string>();
  const step = account !== undefined ? modelStep : provider === undefined ? 'provider' : 'account';
  return (
    <Page
      title={pages.connect}
      description={connect.description}
      actions={agent !== undefined && <Badge tone="accent">{connect.forAgent(agent)}</Badge>}
    >
      <EnterpriseOnly>
        <Steps current={step} />
        {account !== undefined ? (
          <ModelSteps
            key={account}
            accountId={account}
            listed={listed}
            wanted={wanted}
            step={modelStep}
            onStep={setModelStep}
          />
        ) : (
          <Async query={catalogue} what={connect.providers.loading} skeleton={<AccountStepsSkeleton />}>
            {(entries) => (
              <AccountSteps
                catalogue={entries}
                chosen={{ provider, preset }}
                agentId={agent}
                pasted={pasted}
                onPasted={setPasted}
                onChoose={(choice) => navigate({ search: { agent, ...choice } })}
                onSaved={(saved, result) => {
                  setListed(result ?? 'untested');
                  setWanted(pasted?.draft.model_name);
                  setModelStep('models');
                  // It holds the secret, which is where it belongs now.
                  setPasted(undefined);
                  navigate({ search: { agent, account: saved.id }, replace: true });
                }}
              />
            )}
          </Async>
        )}
      </EnterpriseOnly>
    </Page>
  );
}
