import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Credential, credentialsQuery } from '../../api/credentials.ts';
import { useApi } from '../../areas/area.tsx';
import { describeProvider, hostOf } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { models } from '../../strings/models.ts';
import styles from './models.module.css';

const { columns: names } = models;
const columns = [
  names.account,
  names.status,
  names.host,
  names.secret,
  names.providerId,
  names.checked,
  names.used,
];

export function AccountsPanel() {
  const credentials = useQuery(credentialsQuery(useApi()));
  return (
    <Panel title={models.accounts} flush>
      <Async
        query={credentials}
        what={models.accounts}
        skeleton={<DataTableSkeleton columns={columns} rows={2} />}
      >
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="key" title={models.emptyAccounts.title}>
              {models.emptyAccounts.body}
            </EmptyState>
          ) : (
            <>
              <DataTable label={models.accounts} columns={columns}>
                {list.items.map((credential) => (
                  <AccountRow key={credential.id} credential={credential} />
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

function AccountRow({ credential }: { credential: Credential }) {
  const { name, provider_id: providerId, hosts } = credential;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles.name}>{name}</span>
        <span className={styles.under}>{describeProvider(credential)}</span>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={credential.status} detail={credential.status_detail} />
      </Table.Td>
      <Table.Td>{hosts.map(hostOf).join(', ')}</Table.Td>
      <Table.Td className={styles.soft}>{describeSecret(credential)}</Table.Td>
      <Table.Td>
        <span className={styles.copied}>
          <code>{providerId}</code>
          <CopyButton value={providerId} label={models.copyProviderId(providerId)} />
        </span>
      </Table.Td>
      <Table.Td className={styles.soft}>
        <TimeAgo at={credential.last_checked_at} />
      </Table.Td>
      <Table.Td className={styles.soft}>
        <TimeAgo at={credential.last_used_at} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Never the secret: only what tells it apart from others. */
function describeSecret({ secrets }: Credential): string {
  const [first] = secrets;
  if (!first) return models.noSecret;
  return first.last4 === null ? models.secretStored : models.secretEnds(first.last4);
}
