import { Table, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { type Credential, credentialsQuery } from '../../api/credentials.ts';
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
import { Icon } from '../../icons/icon.tsx';
import { models } from '../../strings/models.ts';
import { pages } from '../../strings/pages.ts';
import { ModelActions } from './model-actions.tsx';
import styles from './models.module.css';

const { columns: names } = models;
const columns = [names.configuration, names.modelName, names.account, names.can, names.status, names.added];

/** From here on it takes a while to find one by looking. */
const findableFrom = 11;

export function ModelsPanel() {
  const configs = useQuery(modelConfigsQuery(useApi()));
  const manages = useMay('models.manage');
  const [wanted, setWanted] = useState('');
  const { title, body, operatorAdministered } = models.emptyModels;
  const find = (configs.data?.items.length ?? 0) >= findableFrom && (
    <TextInput
      size="xs"
      aria-label={models.find}
      placeholder={models.find}
      leftSection={<Icon name="search" size={15} />}
      autoComplete="off"
      value={wanted}
      onChange={(event) => setWanted(event.currentTarget.value)}
    />
  );
  return (
    <Panel title={models.yours} aside={find} flush>
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
              <ModelsTable configs={list.items} wanted={find === false ? '' : wanted} manages={manages} />
              <Partial list={list} />
            </>
          )
        }
      </Async>
    </Panel>
  );
}

interface ModelsTableProps {
  configs: readonly ModelConfig[];
  /** A part of a name; empty: all. */
  wanted: string;
  manages: boolean;
}

function ModelsTable({ configs, wanted, manages }: ModelsTableProps) {
  const accounts = useQuery(credentialsQuery(useApi())).data?.items ?? [];
  const [problem, setProblem] = useState<unknown>(undefined);
  const rows = configs.map((config) => ({
    config,
    account: accounts.find(({ id }) => id === config.llm_credentials_id),
  }));
  const found = rows.filter(({ config, account }) => isFound(wanted, config, account));
  return (
    <>
      {problem !== undefined && <ProblemNotice problem={toProblem(problem)} />}
      {found.length === 0 ? (
        <EmptyState icon="search" title={models.notFound} />
      ) : (
        <DataTable label={models.yours} columns={[...columns, ...(manages ? [models.actions.column] : [])]}>
          {found.map(({ config, account }) => (
            <ModelRow key={config.id} config={config} account={account}>
              {manages && (
                <Table.Td>
                  <ModelActions config={config} onProblem={setProblem} />
                </Table.Td>
              )}
            </ModelRow>
          ))}
        </DataTable>
      )}
    </>
  );
}

/** By whatever of it stands in its row. */
function isFound(wanted: string, config: ModelConfig, account: Credential | undefined): boolean {
  const { name, model_name: model, deployment_name: deployment, provider_id: providerId } = config;
  const part = wanted.trim().toLowerCase();
  return [name, deployment ?? model, account?.name ?? providerId].some((word) =>
    word?.toLowerCase().includes(part),
  );
}

interface ModelRowProps {
  config: ModelConfig;
  account: Credential | undefined;
  children: ReactNode;
}

/** A model is as its account is: it answers no better than that. */
function ModelRow({ config, account, children }: ModelRowProps) {
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
