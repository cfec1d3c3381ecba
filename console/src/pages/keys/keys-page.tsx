import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Keys, type KeyVersion, keysQuery, retireKey, rewrapKeys } from '../../api/keys.ts';
import { useApi, useChange } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Note } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { keys } from '../../strings/keys.ts';
import { pages } from '../../strings/pages.ts';
import { RewrapPanel } from './rewrap-panel.tsx';

const columns = Object.values(keys.columns);

export function KeysPage() {
  const rewrapping = useChange(() => rewrapKeys);
  const query = useQuery(keysQuery(useApi(), rewrapping.isPending));
  return (
    <Page title={pages.keys} description={keys.description}>
      <Async query={query} what={keys.loading} skeleton={<Skeleton height={420} radius="lg" />}>
        {(status) => (
          <>
            <ServicePanel status={status} />
            <RewrapPanel status={status} rewrapping={rewrapping} />
            <Panel title={keys.versions} flush>
              <DataTable label={keys.versions} columns={columns}>
                {status.versions.map((version) => (
                  <VersionRow key={version.version} version={version} />
                ))}
              </DataTable>
            </Panel>
          </>
        )}
      </Async>
    </Page>
  );
}

function ServicePanel({ status: { provider, primary, healthy } }: { status: Keys }) {
  return (
    <Panel title={keys.state}>
      {!healthy && (
        <Note tone="broken" icon="alert" title={keys.unhealthy}>
          {keys.unhealthyMeaning}
        </Note>
      )}
      <Facts
        facts={[
          { label: keys.provider, value: provider },
          { label: keys.primary, value: <code>{primary}</code>, note: keys.primaryNote },
          {
            label: keys.health,
            value: (
              <Badge tone={healthy ? 'healthy' : 'broken'} dot>
                {healthy ? keys.healthy : keys.unhealthy}
              </Badge>
            ),
          },
        ]}
      />
    </Panel>
  );
}

function VersionRow({ version }: { version: KeyVersion }) {
  const { version: name, primary, tenant_keys: tenantKeys } = version;
  return (
    <Table.Tr>
      <Table.Td>
        <code>{name}</code>
      </Table.Td>
      <Table.Td>
        {primary ? (
          <Badge tone="accent">{keys.isPrimary}</Badge>
        ) : (
          <Badge tone={tenantKeys > 0 ? 'waiting' : 'idle'}>
            {tenantKeys > 0 ? keys.inUse : keys.unused}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>{tenantKeys}</Table.Td>
      <Table.Td className={cells.soft}>
        {!primary && tenantKeys === 0 && <RetireKey version={name} />}
      </Table.Td>
    </Table.Tr>
  );
}

function RetireKey({ version }: { version: string }) {
  const change = useChange(() => retireKey(version));
  return (
    <DeedButton
      rowName={keys.retireOne(version)}
      deed={{ label: keys.retire, title: keys.retireTitle(version), meaning: keys.retireMeaning, change }}
    />
  );
}
