import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { credentialsQuery } from '../../api/credentials.ts';
import type { CustodyPack } from '../../api/statements.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { describeProvider } from '../../components/account/describe-account.ts';
import { Actor } from '../../components/actor.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { formatUtc } from '../../components/instants.ts';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { common } from '../../strings/common.ts';
import { custody } from '../../strings/custody.ts';
import styles from './custody.module.css';

type HeldKey = CustodyPack['statement']['keys'][number];

/** One account: what is held of it, who did what with it, and what it was used for. */
export function KeyPanel({ held }: { held: HeldKey }) {
  const { name, provider_id: slug, state, key_version: version } = held;
  const provider = useProviderName(held);
  const title = name ?? slug ?? custody.unnamed;
  const about = [provider ?? custody.noProvider, ...(version === null ? [] : [custody.version(version)])];
  return (
    <Panel
      title={title}
      aside={
        <Badge tone={state === 'held' ? 'healthy' : 'idle'} dot>
          {custody.states[state]}
        </Badge>
      }
      flush
    >
      <p className={styles.about}>
        {about.join(' · ')}
        {slug !== null && (
          <>
            {' · '}
            {custody.providerId} <code>{slug}</code>
          </>
        )}
        <AccountLink held={held} />
      </p>
      <Secrets held={held} title={title} />
      <Acts held={held} title={title} />
      <Uses held={held} />
    </Panel>
  );
}

/** As its account says it, where that is still there; a statement has the catalogue’s own word. */
function useProviderName({ credential_id: id, provider }: HeldKey): string | null {
  const { data } = useQuery({ ...credentialsQuery(useApi()), enabled: useMay('credentials.view') });
  const account = data?.items.find((one) => one.id === id);
  return account && account.provider !== null ? describeProvider(account) : provider;
}

function AccountLink({ held }: { held: HeldKey }) {
  const place = usePlace();
  if (!useMay('credentials.view') || held.state !== 'held') return null;
  return (
    <>
      {' · '}
      <Link to="/t/$tenant/$environment/accounts/$account" params={{ ...place, account: held.credential_id }}>
        {custody.open}
      </Link>
    </>
  );
}

function Secrets({ held: { secrets }, title }: { held: HeldKey; title: string }) {
  const texts = custody.secrets;
  if (secrets.length === 0) return null;
  return (
    <>
      <h3 className={styles.subject}>{texts.title}</h3>
      <DataTable label={`${title}: ${texts.title}`} columns={Object.values(texts.columns)}>
        {secrets.map(({ field, last4, sealed_sha256: print, origins, deposited_at: at }) => (
          <Table.Tr key={field} className={styles.row}>
            <Table.Td>
              {texts.field(field)}
              {last4 !== null && <span className={cells.under}>{texts.ends(last4)}</span>}
            </Table.Td>
            <Table.Td className={cells.soft}>{formatUtc(at)}</Table.Td>
            <Table.Td className={styles.wide}>{origins.join(', ') || texts.nowhere}</Table.Td>
            <Table.Td>
              <span className={cells.copied}>
                <code>{print.slice(0, 16)}…</code>
                <CopyButton value={print} label={texts.copy(texts.field(field))} />
              </span>
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  );
}

function Acts({ held: { acts }, title }: { held: HeldKey; title: string }) {
  const texts = custody.acts;
  return (
    <>
      <h3 className={styles.subject}>{texts.title}</h3>
      {acts.length === 0 ? (
        <p className={styles.text}>{texts.none}</p>
      ) : (
        <DataTable label={`${title}: ${texts.title}`} columns={Object.values(texts.columns)}>
          {acts.map(({ audit_seq: seq, audit_hash: hash, at, action, actor }) => (
            <Table.Tr key={seq} className={styles.row}>
              <Table.Td className={cells.soft}>{formatUtc(at)}</Table.Td>
              <Table.Td>{texts.act(action)}</Table.Td>
              <Table.Td className={styles.wide}>
                {common.roles[actor.role as keyof typeof common.roles] ?? actor.role}
                <span className={cells.under}>
                  <Actor actor={actor} />
                </span>
              </Table.Td>
              <Table.Td>
                <span className={cells.copied}>
                  {texts.row(seq)}
                  <CopyButton value={hash} label={texts.copy(seq)} />
                </span>
              </Table.Td>
            </Table.Tr>
          ))}
        </DataTable>
      )}
    </>
  );
}

function Uses({ held: { opens, uses } }: { held: HeldKey }) {
  const texts = custody.uses;
  return (
    <>
      <h3 className={styles.subject}>{texts.title}</h3>
      <ul className={styles.list}>
        {opens.map(({ key_version: version, opens: times, last_at: at }) => (
          <li key={`opened ${version}`}>
            {texts.opened(version, times)} <TimeAgo at={at} />.
          </li>
        ))}
        {uses.map(({ key_version: version, calls, attempts, first_at: first, last_at: last, hosts }) => (
          <li key={`used ${version}`}>
            {texts.used(version, calls, attempts)} <strong>{hosts.join(', ')}</strong>{' '}
            {texts.between(formatUtc(first), formatUtc(last))}
          </li>
        ))}
        {opens.length === 0 && uses.length === 0 && <li>{texts.none}</li>}
      </ul>
    </>
  );
}
