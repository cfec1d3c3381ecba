import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { agentsQuery } from '../../api/agents.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { fallbackQuery } from '../../api/routing.ts';
import { useApi, useArea, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { fallback } from '../../strings/fallback.ts';
import { pages } from '../../strings/pages.ts';
import { LockPanel } from './lock-panel.tsx';
import { OwnPolicy } from './own-policy.tsx';
import { PolicyForm } from './policy-form.tsx';

const address = '/t/$tenant/$environment/fallback';

export function FallbackPage() {
  const { agent } = getRouteApi(address).useSearch();
  return (
    <Page
      title={pages.fallback}
      description={fallback.description(useArea().platform.name)}
      actions={<WhosePolicy agent={agent} />}
    >
      <PolicyPanel key={agent} agent={agent} />
      <LockPanel />
    </Page>
  );
}

function WhosePolicy({ agent }: { agent: string | undefined }) {
  const agents = useQuery(agentsQuery(useApi())).data?.items ?? [];
  const place = usePlace();
  const navigate = useNavigate();
  if (agents.length === 0) return null;
  return (
    <NativeSelect
      aria-label={fallback.whose}
      value={agent ?? ''}
      onChange={({ currentTarget: { value } }) =>
        navigate({ to: address, params: place, search: value === '' ? {} : { agent: value } })
      }
      data={[
        { value: '', label: fallback.environment },
        ...agents.map(({ id, name }) => ({ value: id, label: fallback.agent(name) })),
      ]}
    />
  );
}

function PolicyPanel({ agent }: { agent: string | undefined }) {
  const api = useApi();
  const policy = useQuery(fallbackQuery(api, agent));
  const configs = useQuery(modelConfigsQuery(api));
  return (
    <Panel title={fallback.title}>
      <Async query={policy} what={fallback.loading} skeleton={<Skeleton height={520} />}>
        {(stored) => (
          <Async query={configs} what={fallback.loading} skeleton={<Skeleton height={520} />}>
            {({ items }) => (
              <>
                {agent !== undefined && <OwnPolicy agent={agent} policy={stored} />}
                <PolicyForm agent={agent} stored={stored} configs={items} />
              </>
            )}
          </Async>
        )}
      </Async>
    </Panel>
  );
}
