import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { credentialsQuery } from '../../api/credentials.ts';
import { type ManagedModel, managedModelsQuery } from '../../api/managed-models.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, useArea } from '../../areas/area.tsx';
import { InPlatformPlace } from '../../areas/in-platform-place.tsx';
import { AccountsPanel } from '../../components/account/accounts-panel.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { ConnectButton } from '../../components/connect-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { managedModels } from '../../strings/managed-models.ts';
import { models } from '../../strings/models.ts';
import { pages } from '../../strings/pages.ts';
import { ManagedModelActions } from './managed-model-actions.tsx';

const columns = Object.values(managedModels.columns);

/** The platform’s own models and the accounts that they are on: as a tenant’s, in the platform’s own place. */
export function ManagedModelsPage() {
  const { platform } = useArea();
  return (
    <InPlatformPlace>
      <Page
        title={pages.managedModels}
        description={managedModels.description(platform.name)}
        actions={<ConnectButton label={managedModels.addProvider} isMain />}
      >
        <ModelsPanel />
        <AccountsPanel />
      </Page>
    </InPlatformPlace>
  );
}

function ModelsPanel() {
  const query = useQuery(managedModelsQuery(useApi()));
  const [problem, setProblem] = useState<unknown>(undefined);
  return (
    <Panel title={pages.managedModels} flush>
      <Async query={query} what={managedModels.loading} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState
              icon="models"
              title={managedModels.empty.title}
              action={<ConnectButton label={pages.connect} />}
            >
              {managedModels.empty.body}
            </EmptyState>
          ) : (
            <>
              {problem !== undefined && (
                <div className={cells.problem}>
                  <ProblemNotice problem={toProblem(problem)} />
                </div>
              )}
              <DataTable label={pages.managedModels} columns={columns}>
                {list.items.map((model) => (
                  <ModelRow key={model.id} model={model} onProblem={setProblem} />
                ))}
              </DataTable>
              <Partial list={list} />
            </>
          )
        }
      </Async>
    </Panel>
  );
}

interface ModelRowProps {
  model: ManagedModel;
  onProblem: (error: unknown) => void;
}

/** A model is as its account is: it answers no better than that. */
function ModelRow({ model, onProblem }: ModelRowProps) {
  const { data } = useQuery(credentialsQuery(useApi()));
  const account = data?.items.find(({ id }) => id === model.llm_credentials_id);
  const { is_default: isDefault, is_embedding: isEmbedding } = model;
  return (
    <Table.Tr>
      <Table.Td>
        <div className={cells.marks}>
          <span className={cells.name}>{model.name}</span>
          {isDefault && <Badge tone="accent">{isEmbedding ? models.defaultEmbedding : models.default}</Badge>}
          {isEmbedding && !isDefault && <Badge tone="idle">{models.embedding}</Badge>}
        </div>
      </Table.Td>
      <Table.Td>
        <code>{model.deployment_name ?? model.model_name}</code>
      </Table.Td>
      <Table.Td>{account?.name ?? model.provider_id}</Table.Td>
      <Table.Td className={cells.words}>{describeSubstitutes(model)}</Table.Td>
      <Table.Td>
        {model.enabled && account ? (
          <StatusBadge status={account.status} detail={account.status_detail} />
        ) : (
          <Badge tone="idle">{model.enabled ? models.enabled : models.disabled}</Badge>
        )}
      </Table.Td>
      <Table.Td>
        <ManagedModelActions model={model} onProblem={onProblem} />
      </Table.Td>
    </Table.Tr>
  );
}

function describeSubstitutes({ is_embedding: isEmbedding, substitute_for: names }: ManagedModel): string {
  if (isEmbedding) return managedModels.anyEmbedding;
  if (names === null) return managedModels.any;
  return names.length === 0 ? managedModels.none : names.join(', ');
}
