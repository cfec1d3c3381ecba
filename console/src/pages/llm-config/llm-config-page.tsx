import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Credential, credentialsQuery } from '../../api/credentials.ts';
import { type ModelConfig, modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { describeProvider } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { llmConfig } from '../../strings/llm-config.ts';
import { pages } from '../../strings/pages.ts';
import { statuses } from '../../strings/statuses.ts';
import styles from './llm-config.module.css';

const columns = Object.values(llmConfig.columns);

/** What administrators see of configurations that operators keep for them. The shell’s banner says whom to ask. */
export function LlmConfigPage() {
  const api = useApi();
  const credentials = useQuery(credentialsQuery(api));
  const configs = useQuery(modelConfigsQuery(api));
  const skeleton = <DataTableSkeleton columns={columns} />;
  return (
    <Page title={pages.llmConfig} description={llmConfig.description} actions={<RequestButtons />}>
      <Panel title={llmConfig.title} flush>
        <Async query={credentials} what={llmConfig.loading} skeleton={skeleton}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="models" title={llmConfig.empty} />
            ) : (
              <Async query={configs} what={llmConfig.loading} skeleton={skeleton}>
                {({ items }) => (
                  <>
                    <DataTable label={pages.llmConfig} columns={columns}>
                      {list.items.map((credential) => (
                        <ConfigurationRow
                          key={credential.id}
                          credential={credential}
                          models={items.filter(({ llm_credentials_id: id }) => id === credential.id)}
                        />
                      ))}
                    </DataTable>
                    <Partial list={list} />
                  </>
                )}
              </Async>
            )
          }
        </Async>
      </Panel>
    </Page>
  );
}

/** Nothing can be changed here; everything can be asked for. */
function RequestButtons() {
  const place = usePlace();
  if (!useMay('service_requests.make')) return null;
  const kinds = ['setup', 'change'] as const;
  return kinds.map((kind) => (
    <Button
      key={kind}
      variant="default"
      renderRoot={(props) => (
        <Link {...props} to="/t/$tenant/$environment/requests/new" params={place} search={{ kind }} />
      )}
    >
      {llmConfig.request[kind]}
    </Button>
  ));
}

interface ConfigurationRowProps {
  credential: Credential;
  models: readonly ModelConfig[];
}

function ConfigurationRow({ credential, models }: ConfigurationRowProps) {
  const usable = models.filter(({ enabled }) => enabled);
  return (
    <Table.Tr>
      <Table.Td className={styles.name}>{credential.name}</Table.Td>
      <Table.Td>{describeProvider(credential)}</Table.Td>
      <Table.Td>
        {usable.length === 0 ? (
          <span className={styles.soft}>{llmConfig.noModels}</span>
        ) : (
          <ul className={styles.models}>
            {usable.map(({ id, model_name: model, deployment_name: deployment }) => (
              <li key={id}>
                <code>{deployment ?? model}</code>
              </li>
            ))}
          </ul>
        )}
      </Table.Td>
      <Table.Td>
        <ActiveOrNot credential={credential} />
      </Table.Td>
      <Table.Td>
        <RequestChange credential={credential} />
      </Table.Td>
    </Table.Tr>
  );
}

function RequestChange({ credential: { id, name } }: { credential: Credential }) {
  const place = usePlace();
  if (!useMay('service_requests.make')) return null;
  return (
    <Link
      className={styles.request}
      to="/t/$tenant/$environment/requests/new"
      params={place}
      search={{ kind: 'change', environment: place.environment, target: id }}
      aria-label={llmConfig.requestChangeOf(name)}
    >
      {llmConfig.requestChange}
    </Link>
  );
}

/** One that nobody tried yet answers calls; any other state but healthy does not. */
function ActiveOrNot({ credential: { status, status_detail: detail } }: { credential: Credential }) {
  const isActive = status === 'healthy' || status === 'untested';
  return (
    <>
      <Badge tone={isActive ? 'healthy' : 'broken'} dot>
        {isActive ? llmConfig.active : llmConfig.inactive}
      </Badge>
      {status !== 'healthy' && <span className={styles.reason}>{statuses[status].meaning}</span>}
      {!isActive && detail && <span className={styles.reason}>{detail}</span>}
    </>
  );
}
