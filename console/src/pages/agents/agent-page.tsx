import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { agentQuery } from '../../api/agents.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { agents } from '../../strings/agents.ts';
import { AgentAccounts } from './agent-accounts.tsx';
import { AgentActions } from './agent-actions.tsx';
import { AgentSettings } from './agent-settings.tsx';
import { AgentUse } from './agent-use.tsx';

export function AgentPage() {
  const { agent: id } = getRouteApi('/t/$tenant/$environment/agents/$agent').useParams();
  const agent = useQuery(agentQuery(useApi(), id));
  const all = (
    <Link to="/t/$tenant/$environment/agents" params={usePlace()} activeOptions={{ exact: true }}>
      {agents.setup.back}
    </Link>
  );
  return (
    <Page
      title={agent.data?.name ?? id}
      description={all}
      actions={agent.data && <AgentActions agent={agent.data} />}
    >
      <Panel title={agents.setup.settings}>
        <Async query={agent} what={agents.loading} skeleton={<Skeleton height={240} />}>
          {(found) => <AgentSettings key={found.id} stored={found} />}
        </Async>
      </Panel>
      {agent.data && <AgentAccounts agent={agent.data} />}
      {agent.data && <AgentUse agent={agent.data} />}
    </Page>
  );
}
