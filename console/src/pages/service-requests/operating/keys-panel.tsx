import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type KeyLink, keyLinksQuery, revokeKeyLink } from '../../../api/request-keys.ts';
import type { ServiceRequest } from '../../../api/service-requests.ts';
import { useApi, useChange } from '../../../areas/area.tsx';
import { hostOf } from '../../../components/account/describe-account.ts';
import { Async } from '../../../components/async.tsx';
import { Badge, type Tone } from '../../../components/badge.tsx';
import cells from '../../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../../components/data-table.tsx';
import { DeedButton } from '../../../components/deed-button.tsx';
import { Panel } from '../../../components/panel.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { deposits } from '../../../strings/deposits.ts';
import { requestKeys } from '../../../strings/request-keys.ts';
import { EnvironmentBadge } from '../state-badge.tsx';
import { AskForKeyDialog } from './ask-for-key-dialog.tsx';

const columns = Object.values(requestKeys.columns);
const tones: Record<KeyLink['state'], Tone> = {
  waiting: 'waiting',
  opened: 'waiting',
  deposited: 'healthy',
  expired: 'idle',
  revoked: 'idle',
};

/** The links by which keys of this request come, and what came; never a key. */
export function KeysPanel({ request }: { request: ServiceRequest }) {
  const query = useQuery(keyLinksQuery(useApi(), request.id));
  const [asking, dialog] = useDisclosure(false);
  const mayAsk = request.next.includes('ask_for_key');
  if (!mayAsk && query.data?.items.length === 0) return null;
  return (
    <Panel
      title={requestKeys.title}
      flush
      aside={
        mayAsk && (
          <Button size="xs" onClick={dialog.open}>
            {requestKeys.make}
          </Button>
        )
      }
    >
      <Async
        query={query}
        what={deposits.loading}
        skeleton={<DataTableSkeleton columns={columns} rows={1} />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <p className={cells.help}>{requestKeys.none}</p>
          ) : (
            <DataTable label={requestKeys.title} columns={columns}>
              {items.map((link) => (
                <LinkRow key={link.id} request={request} link={link} />
              ))}
            </DataTable>
          )
        }
      </Async>
      {asking && <AskForKeyDialog request={request} onClose={dialog.close} />}
    </Panel>
  );
}

function LinkRow({ request, link }: { request: ServiceRequest; link: KeyLink }) {
  const { environment, name, state, hosts, expires_at: until } = link;
  const revocation = useChange(() => revokeKeyLink(request.id, link.id));
  const { label, row, title, meaning } = deposits.revoke;
  const isOpen = state === 'waiting' || state === 'opened';
  return (
    <Table.Tr>
      <Table.Td>
        <EnvironmentBadge environment={environment} />
        <span className={cells.under}>{name}</span>
        <span className={cells.under}>{hosts.map(hostOf).join(', ')}</span>
      </Table.Td>
      <Table.Td>
        <Badge tone={tones[state]} dot>
          {deposits.states[state]}
        </Badge>
        {isOpen && (
          <span className={cells.under}>
            {requestKeys.until} <TimeAgo at={until} />
          </span>
        )}
        <WhatCame link={link} />
      </Table.Td>
      <Table.Td>
        {isOpen && (
          <DeedButton rowName={row(name)} deed={{ label, title: title(name), meaning, change: revocation }} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** No more than tells one secret from another, and how its test went. */
function WhatCame({ link: { received, test } }: { link: KeyLink }) {
  const verdict = test && deposits.tested[test.valid === null ? 'unknown' : test.valid ? 'passed' : 'failed'];
  const [first] = received?.secrets ?? [];
  const said = first && (first.last4 === null ? deposits.stored : deposits.ends(first.last4));
  return [said, verdict, first && deposits.fingerprint(first.sealed_sha256)]
    .filter((part) => part !== undefined && part !== null)
    .map((part) => (
      <span key={part} className={cells.under}>
        {part}
      </span>
    ));
}
