import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Deposit, depositsQuery, revokeDeposit } from '../../api/deposits.ts';
import { useApi, useArea, useChange, useMay, usePlace } from '../../areas/area.tsx';
import { deposits } from '../../strings/deposits.ts';
import { hostOf } from '../account/describe-account.ts';
import { Async } from '../async.tsx';
import { Badge, type Tone } from '../badge.tsx';
import cells from '../cells.module.css';
import { DataTable, DataTableSkeleton } from '../data-table.tsx';
import { DeedButton } from '../deed-button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Panel } from '../panel.tsx';
import { Partial } from '../partial.tsx';
import { TimeAgo } from '../time-ago.tsx';
import { AskForKeyButton } from './ask-for-key-button.tsx';

const { actions, ...names } = deposits.columns;
const tones: Record<Deposit['state'], Tone> = {
  waiting: 'waiting',
  opened: 'waiting',
  deposited: 'healthy',
  expired: 'idle',
  revoked: 'idle',
};

/** Whom one has asked for a key, and what came of it. */
export function DepositsPanel() {
  const query = useQuery(depositsQuery(useApi()));
  const manages = useMay('deposits.manage');
  const { platform } = useArea();
  const columns = [...Object.values(names), ...(manages ? [actions] : [])];
  return (
    <Panel title={deposits.title} aside={<AskForKeyButton />} flush>
      <Async
        query={query}
        what={deposits.loading}
        skeleton={<DataTableSkeleton columns={columns} rows={1} />}
      >
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="key" title={manages ? deposits.ask : deposits.empty.title}>
              {manages ? deposits.help : deposits.empty.ofPlatform(platform.name)}
            </EmptyState>
          ) : (
            <>
              <DataTable label={deposits.title} columns={columns}>
                {list.items.map((deposit) => (
                  <DepositRow key={deposit.id} deposit={deposit} manages={manages} />
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

function DepositRow({ deposit, manages }: { deposit: Deposit; manages: boolean }) {
  const { name, state, auth, hosts, expires_at: expiresAt, llm_credentials_id: replaces } = deposit;
  return (
    <Table.Tr>
      <Table.Td>
        {name}
        <span className={cells.under}>{replaces === null ? auth : deposits.replaces}</span>
      </Table.Td>
      <Table.Td>
        <Badge tone={tones[state]} dot>
          {deposits.states[state]}
        </Badge>
      </Table.Td>
      <Table.Td>{hosts.map(hostOf).join(', ')}</Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={expiresAt} />
      </Table.Td>
      <Table.Td>
        <WhatCame deposit={deposit} />
      </Table.Td>
      {manages && (
        <Table.Td>{(state === 'waiting' || state === 'opened') && <Revoke deposit={deposit} />}</Table.Td>
      )}
    </Table.Tr>
  );
}

/** Never more than tells one secret from another, and how its test went. */
function WhatCame({ deposit: { received, test } }: { deposit: Deposit }) {
  const place = usePlace();
  const verdict = test && deposits.tested[test.valid === null ? 'unknown' : test.valid ? 'passed' : 'failed'];
  const [first] = received?.secrets ?? [];
  if (!received || !first) {
    return test && <span className={cells.soft}>{[deposits.lastTest, verdict].join(' ')}</span>;
  }
  return (
    <>
      <Link
        className={cells.link}
        to="/t/$tenant/$environment/accounts/$account"
        params={{ ...place, account: received.llm_credentials_id }}
      >
        {first.last4 === null ? deposits.stored : deposits.ends(first.last4)}
      </Link>
      <span className={cells.under}>
        {[verdict, deposits.fingerprint(first.sealed_sha256)].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

function Revoke({ deposit: { id, name } }: { deposit: Deposit }) {
  const change = useChange(() => revokeDeposit(id));
  const { label, row, title, meaning } = deposits.revoke;
  return <DeedButton rowName={row(name)} deed={{ label, title: title(name), meaning, change }} />;
}
