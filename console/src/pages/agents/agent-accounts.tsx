import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Agent } from '../../api/agents.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { hostOf } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { agents } from '../../strings/agents.ts';
import { models } from '../../strings/models.ts';
import styles from './agents.module.css';

const texts = agents.setup;
const columns = Object.values(texts.columns);

/** What only this agent uses. */
export function AgentAccounts({ agent }: { agent: Agent }) {
  const credentials = useQuery(credentialsQuery(useApi()));
  const place = usePlace();
  const connect = useMay('credentials.manage') ? (
    <Link to="/t/$tenant/$environment/connect" params={place} search={{ agent: agent.id }}>
      {texts.connect}
    </Link>
  ) : undefined;
  return (
    <Panel title={texts.accounts} aside={connect} flush>
      <Async
        query={credentials}
        what={texts.accounts}
        skeleton={<DataTableSkeleton columns={columns} rows={2} />}
      >
        {({ items }) => {
          const own = items.filter(({ agent_id: owner }) => owner === agent.id);
          if (own.length === 0) {
            return (
              <EmptyState icon="key" title={texts.noAccounts.title}>
                {agent.inherit ? texts.noAccounts.body : texts.noAccounts.bodyAlone}
              </EmptyState>
            );
          }
          return (
            <>
              <p className={styles.help}>{texts.accountsHelp}</p>
              <DataTable label={texts.accounts} columns={columns}>
                {own.map(({ id, name, status, status_detail: detail, hosts, provider_id: providerId }) => (
                  <Table.Tr key={id}>
                    <Table.Td className={styles.name}>{name}</Table.Td>
                    <Table.Td>
                      <StatusBadge status={status} detail={detail} />
                    </Table.Td>
                    <Table.Td>{hosts.map(hostOf).join(', ')}</Table.Td>
                    <Table.Td>
                      <span className={styles.copied}>
                        <code>{providerId}</code>
                        <CopyButton value={providerId} label={models.copyProviderId(providerId)} />
                      </span>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </DataTable>
            </>
          );
        }}
      </Async>
    </Panel>
  );
}
