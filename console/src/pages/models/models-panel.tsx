import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { credentialsQuery } from '../../api/credentials.ts';
import { type ModelConfig, modelConfigsQuery } from '../../api/model-configs.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { ConnectButton } from '../../components/connect-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { models } from '../../strings/models.ts';
import { pages } from '../../strings/pages.ts';
import { ModelActions } from './model-actions.tsx';
import styles from './models.module.css';

const { columns: names } = models;
const columns = [names.configuration, names.modelName, names.account, names.can, names.status, names.added];

export function ModelsPanel() {
  const configs = useQuery(modelConfigsQuery(useApi()));
  const manages = useMay('models.manage');
  const [problem, setProblem] = useState<unknown>(undefined);
  const { title, body, operatorAdministered } = models.emptyModels;
  return (
    <Panel title={models.yours} flush>
      <Async query={configs} what={models.loading} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState
              icon="models"
              title={manages ? title : operatorAdministered}
              action={manages && <ConnectButton label={pages.connect} />}
            >
              {manages ? body : undefined}
            </EmptyState>
          ) : (
            <>
              {problem !== undefined && <ProblemNotice problem={toProblem(problem)} />}
              <DataTable
                label={models.yours}
                columns={[...columns, ...(manages ? [models.actions.column] : [])]}
              >
                {list.items.map((config) => (
                  <ModelRow key={config.id} config={config}>
                    {manages && (
                      <Table.Td>
                        <ModelActions config={config} onProblem={setProblem} />
                      </Table.Td>
                    )}
                  </ModelRow>
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

/** A model is as its account is: it answers no better than that. */
function ModelRow({ config, children }: { config: ModelConfig; children: ReactNode }) {
  const { data } = useQuery(credentialsQuery(useApi()));
  const account = data?.items.find(({ id }) => id === config.llm_credentials_id);
  return (
    <Table.Tr>
      <Table.Td>
        <div className={styles.marked}>
          <span className={styles.name}>{config.name}</span>
          <ModelMarks config={config} />
        </div>
      </Table.Td>
      <Table.Td>
        <code>{config.deployment_name ?? config.model_name}</code>
      </Table.Td>
      <Table.Td>{account?.name ?? config.provider_id}</Table.Td>
      <Table.Td className={styles.abilities}>{describeAbilities(config)}</Table.Td>
      <Table.Td>
        {config.enabled && account ? (
          <StatusBadge status={account.status} detail={account.status_detail} />
        ) : (
          <Badge tone="idle">{config.enabled ? models.enabled : models.disabled}</Badge>
        )}
      </Table.Td>
      <Table.Td className={styles.soft}>
        <TimeAgo at={config.created_at} />
      </Table.Td>
      {children}
    </Table.Tr>
  );
}

function ModelMarks({ config }: { config: ModelConfig }) {
  const { is_default: isDefault, is_embedding: isEmbedding, agent_id: agentId } = config;
  return (
    <>
      {isDefault && <Badge tone="accent">{isEmbedding ? models.defaultEmbedding : models.default}</Badge>}
      {isEmbedding && !isDefault && <Badge tone="idle">{models.embedding}</Badge>}
      {agentId !== null && <Badge tone="idle">{models.onlyFor(agentId)}</Badge>}
    </>
  );
}

const count = new Intl.NumberFormat('en');

function describeAbilities({ capabilities, is_embedding, embedding_dimensions }: ModelConfig): string {
  if (is_embedding)
    return embedding_dimensions === null ? models.notProbed : models.dimensions(embedding_dimensions);
  const known = (['streaming', 'tools', 'json'] as const)
    .filter((ability) => capabilities[ability] === true)
    .map((ability) => models.capabilities[ability]);
  const tokens = capabilities.context_tokens;
  const all: string[] = tokens ? [...known, models.context(count.format(tokens))] : known;
  return all.length === 0 ? models.notProbed : all.join(', ');
}
