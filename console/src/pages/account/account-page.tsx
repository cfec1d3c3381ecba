import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { type Credential, credentialQuery } from '../../api/credentials.ts';
import { useApi, useMay } from '../../areas/area.tsx';
import { describeHosts, describeProvider } from '../../components/account/describe-account.ts';
import { Async } from '../../components/async.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { models } from '../../strings/models.ts';
import { pages } from '../../strings/pages.ts';
import styles from './account.module.css';
import { DeleteAccount } from './delete-account.tsx';
import { DetailsPanel } from './details-panel.tsx';
import { EnableButton } from './enable-button.tsx';
import { ModelsPanel } from './models-panel.tsx';
import { RolePanel } from './role-panel.tsx';
import { SecretsPanel } from './secrets-panel.tsx';
import { TestPanel } from './test-panel.tsx';

const route = getRouteApi('/t/$tenant/$environment/accounts/$account');
const texts = accountPage.facts;

export function AccountPage() {
  const { account } = route.useParams();
  const credential = useQuery(credentialQuery(useApi(), account));
  const manages = useMay('credentials.manage');
  const found = credential.data;
  return (
    <Page
      title={found?.name ?? pages.account}
      description={accountPage.description}
      actions={found && manages && <AccountActions account={found} />}
    >
      <Async
        query={credential}
        what={accountPage.loading}
        skeleton={
          <div className={styles.stack}>
            <Skeleton height={172} radius="lg" />
            <Skeleton height={172} radius="lg" />
          </div>
        }
      >
        {(one) => (
          <>
            <FactsPanel account={one} />
            {manages && <TestPanel account={one} />}
            <ModelsPanel account={one} />
            <SecretsPanel account={one} mayChange={manages} />
            {one.external_id !== undefined && <RolePanel account={one} />}
            {manages && <DetailsPanel account={one} />}
          </>
        )}
      </Async>
    </Page>
  );
}

function AccountActions({ account }: { account: Credential }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <EnableButton account={account} />
      <Button variant="default" onClick={() => setAsking(true)}>
        {accountPage.actions.delete}
      </Button>
      <DeleteAccount account={account} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function FactsPanel({ account }: { account: Credential }) {
  const { status, status_detail, auth, provider_id, agent_id, expires_at, data_region } = account;
  const facts = [
    {
      label: texts.status,
      value: <StatusBadge status={status} detail={status_detail} />,
      note: status_detail ?? undefined,
    },
    { label: texts.provider, value: describeProvider(account), note: auth },
    { label: texts.host, value: describeHosts(account) },
    {
      label: texts.providerId,
      value: (
        <span className={styles.copied}>
          <code>{provider_id}</code>
          <CopyButton value={provider_id} label={models.copyProviderId(provider_id)} />
        </span>
      ),
      note: texts.providerIdNote,
    },
    { label: texts.agent, value: agent_id ?? texts.everybody },
    { label: texts.checked, value: <TimeAgo at={account.last_checked_at} /> },
    { label: texts.used, value: <TimeAgo at={account.last_used_at} /> },
    { label: texts.expires, value: expires_at === null ? texts.noExpiry : <TimeAgo at={expires_at} /> },
    { label: texts.region, value: data_region ?? texts.noRegion },
  ];
  return (
    <Panel title={texts.title}>
      <Facts facts={facts} />
    </Panel>
  );
}
