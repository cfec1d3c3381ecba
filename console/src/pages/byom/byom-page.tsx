import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import type { Credential } from '../../api/credentials.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EnterpriseOnly } from '../../components/enterprise-only.tsx';
import { Page } from '../../components/page.tsx';
import { Partial } from '../../components/partial.tsx';
import { byom } from '../../strings/byom.ts';
import { pages } from '../../strings/pages.ts';
import { AddPanel } from './add-panel.tsx';
import { OwnPanel } from './own-panel.tsx';
import { SavedNote } from './saved-note.tsx';

const route = getRouteApi('/t/$tenant/$environment/byom');

/** What was typed for one environment is for no other. */
export function ByomPage() {
  const { tenant, environment } = usePlace();
  return <Walk key={`${tenant}/${environment}`} />;
}

/** The way in that begins with an agent: Set Up, Save Changes, and its provider can be called. */
function Walk() {
  const { agent } = route.useSearch();
  const navigate = route.useNavigate();
  const agents = useQuery(agentsQuery(useApi()));
  const [saved, setSaved] = useState<Credential>();
  return (
    <Page title={pages.byom} description={byom.description}>
      <Async query={agents} what={byom.loading} skeleton={<Skeleton height={64} />}>
        {(list) => (
          <>
            <NativeSelect
              label={byom.agent}
              description={byom.agentHelp}
              value={agent ?? ''}
              data={[
                { value: '', label: byom.everybody },
                ...list.items.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => {
                setSaved(undefined);
                navigate({ search: { agent: event.currentTarget.value || undefined } });
              }}
            />
            <Partial list={list} />
          </>
        )}
      </Async>
      {saved && <SavedNote account={saved} />}
      <OwnPanel agentId={agent} />
      <EnterpriseOnly>
        <AddPanel agentId={agent} onSaved={setSaved} />
      </EnterpriseOnly>
    </Page>
  );
}
