import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Credential, credentialsQuery } from '../../api/credentials.ts';
import { useApi, usePlace } from '../../areas/area.tsx';
import { describeProvider } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { byom } from '../../strings/byom.ts';
import { models } from '../../strings/models.ts';
import styles from './byom.module.css';

const texts = byom.own;
const columns = [texts.provider, texts.status, texts.providerId, texts.actions];

export function OwnPanel({ agentId }: { agentId: string | undefined }) {
  const credentials = useQuery(credentialsQuery(useApi()));
  return (
    <Panel title={texts.title} flush>
      <Async
        query={credentials}
        what={texts.title}
        skeleton={<DataTableSkeleton columns={columns} rows={2} />}
      >
        {(list) => {
          const own = list.items.filter(({ agent_id: id }) => id === (agentId ?? null));
          if (own.length === 0) {
            return (
              <EmptyState icon="plug" title={texts.none}>
                {texts.noneMeaning}
              </EmptyState>
            );
          }
          return (
            <>
              <DataTable label={texts.title} columns={columns}>
                {own.map((account) => (
                  <OwnRow key={account.id} account={account} />
                ))}
              </DataTable>
              <Partial list={list} />
            </>
          );
        }}
      </Async>
    </Panel>
  );
}

function OwnRow({ account }: { account: Credential }) {
  const place = usePlace();
  const { id, name, provider_id: providerId, agent_id: agent, status, status_detail: detail } = account;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles.strong}>{name}</span>
        <span className={styles.under}>{describeProvider(account)}</span>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={status} detail={detail} />
      </Table.Td>
      <Table.Td>
        <span className={styles.copied}>
          <code>{providerId}</code>
          <CopyButton value={providerId} label={models.copyProviderId(providerId)} />
        </span>
      </Table.Td>
      <Table.Td>
        <span className={styles.links}>
          <Link
            to="/t/$tenant/$environment/connect"
            params={place}
            search={{ account: id, agent: agent ?? undefined }}
            aria-label={texts.modelsOf(name)}
          >
            {texts.models}
          </Link>
          <Link
            to="/t/$tenant/$environment/accounts/$account"
            params={{ ...place, account: id }}
            aria-label={texts.manageOf(name)}
          >
            {texts.manage}
          </Link>
        </span>
      </Table.Td>
    </Table.Tr>
  );
}
