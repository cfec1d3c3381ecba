import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Agent, agentsQuery } from '../../api/agents.ts';
import { useApi, useArea, useMay, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { Icon } from '../../icons/icon.tsx';
import { agents } from '../../strings/agents.ts';
import { pages } from '../../strings/pages.ts';
import { AgentActions } from './agent-actions.tsx';
import { AgentModel } from './agent-model.tsx';
import styles from './agents.module.css';
import { CreateAgentDialog } from './create-agent-dialog.tsx';

const { columns: names } = agents;

export function AgentsPage() {
  const query = useQuery(agentsQuery(useApi()));
  const administers = useMay('models.view');
  const manages = useMay('agents.manage');
  const { platform, session } = useArea();
  const creators =
    session.role === 'tenant_admin' ? agents.empty.ofPlatform(platform.name) : agents.empty.ofOthers;
  const [creating, dialog] = useDisclosure(false);
  const columns = [
    names.agent,
    ...(administers ? [names.model] : []),
    names.sees,
    names.mode,
    ...(administers ? [names.actions] : []),
  ];
  const create = manages && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={dialog.open}>
      {agents.create}
    </Button>
  );
  return (
    <Page title={pages.agents} description={agents.description} actions={create}>
      <Panel title={pages.agents} flush>
        <Async query={query} what={agents.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="agents" title={agents.empty.title} action={create || undefined}>
                {manages ? agents.empty.body : creators}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.agents} columns={columns}>
                  {list.items.map((agent) => (
                    <AgentRow key={agent.id} agent={agent} administers={administers} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      <CreateAgentDialog opened={creating} onClose={dialog.close} />
    </Page>
  );
}

function AgentRow({ agent, administers }: { agent: Agent; administers: boolean }) {
  const { platform } = useArea();
  const place = usePlace();
  const { id, name, inherit, mode } = agent;
  return (
    <Table.Tr>
      <Table.Td>
        {administers ? (
          <Link to="/t/$tenant/$environment/agents/$agent" params={{ ...place, agent: id }}>
            {name}
          </Link>
        ) : (
          name
        )}
        {name !== id && <span className={styles.under}>{id}</span>}
      </Table.Td>
      {administers && (
        <Table.Td>
          <AgentModel agent={agent} />
        </Table.Td>
      )}
      <Table.Td className={styles.soft}>{inherit ? agents.sees.all : agents.sees.own}</Table.Td>
      <Table.Td className={styles.soft}>
        {mode === 'bundled' ? agents.modes.bundled(platform.name) : agents.modes[mode]}
      </Table.Td>
      {administers && (
        <Table.Td>
          <AgentActions agent={agent} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}
