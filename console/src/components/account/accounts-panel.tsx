import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Credential, credentialsQuery } from '../../api/credentials.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { models } from '../../strings/models.ts';
import { Async } from '../async.tsx';
import cells from '../cells.module.css';
import { CopyButton } from '../copy-button.tsx';
import { DataTable, DataTableSkeleton } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Panel } from '../panel.tsx';
import { Partial } from '../partial.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { TimeAgo } from '../time-ago.tsx';
import { AccountActions } from './account-actions.tsx';
import { describeHosts, describeProvider } from './describe-account.ts';

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
  const manages = useMay('credentials.manage');
  const [problem, setProblem] = useState<unknown>(undefined);
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
              {problem !== undefined && <ProblemNotice problem={toProblem(problem)} />}
              <DataTable
                label={models.accounts}
                columns={[...columns, ...(manages ? [models.actions.column] : [])]}
              >
                {list.items.map((credential) => (
                  <AccountRow key={credential.id} credential={credential}>
                    {manages && (
                      <Table.Td>
                        <AccountActions account={credential} onProblem={setProblem} />
                      </Table.Td>
                    )}
                  </AccountRow>
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

function AccountRow({ credential, children }: { credential: Credential; children: ReactNode }) {
  const place = usePlace();
  const { id, name, provider_id: providerId } = credential;
  return (
    <Table.Tr>
      <Table.Td>
        <Link
          className={cells.link}
          to="/t/$tenant/$environment/accounts/$account"
          params={{ ...place, account: id }}
        >
          {name}
        </Link>
        <span className={cells.under}>{describeProvider(credential)}</span>
      </Table.Td>
      <Table.Td>
        <StatusBadge status={credential.status} detail={credential.status_detail} />
      </Table.Td>
      <Table.Td>{describeHosts(credential)}</Table.Td>
      <Table.Td className={cells.soft}>{describeSecret(credential)}</Table.Td>
      <Table.Td>
        <span className={cells.copied}>
          <code>{providerId}</code>
          <CopyButton value={providerId} label={models.copyProviderId(providerId)} />
        </span>
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={credential.last_checked_at} />
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={credential.last_used_at} />
      </Table.Td>
      {children}
    </Table.Tr>
  );
}

/** Never the secret: only what tells it apart from others. */
function describeSecret({ secrets }: Credential): string {
  const [first] = secrets;
  if (!first) return models.noSecret;
  return first.last4 === null ? models.secretStored : models.secretEnds(first.last4);
}
