import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type SigninSettings, signinSettingsQuery } from '../../api/signin-settings.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { pages } from '../../strings/pages.ts';
import { signin } from '../../strings/signin.ts';
import { OidcPanel } from './oidc-panel.tsx';

export function SigninPage() {
  const query = useQuery(signinSettingsQuery(useApi()));
  return (
    <Page title={pages.signin} description={signin.description}>
      <Async query={query} what={signin.loading} skeleton={<Skeleton height={520} radius="lg" />}>
        {(settings) => (
          <>
            <OidcPanel oidc={settings.oidc} />
            <IssuersPanel issuers={settings.issuers} />
            <OthersPanel hasOperatorToken={settings.operator_token} />
          </>
        )}
      </Async>
    </Page>
  );
}

function IssuersPanel({ issuers }: { issuers: SigninSettings['issuers'] }) {
  const texts = signin.issuers;
  return (
    <Panel title={texts.title} flush>
      {issuers.length === 0 ? (
        <EmptyState icon="key" title={texts.empty}>
          {texts.emptyHelp}
        </EmptyState>
      ) : (
        <>
          <p className={cells.help}>{texts.help}</p>
          <DataTable label={texts.title} columns={Object.values(texts.columns)}>
            {issuers.map(({ issuer, audience, jwks_url: url }) => (
              <Table.Tr key={issuer}>
                <Table.Td className={cells.name}>{issuer}</Table.Td>
                <Table.Td>{audience}</Table.Td>
                <Table.Td className={cells.words}>{url ?? texts.publicKey}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        </>
      )}
    </Panel>
  );
}

function OthersPanel({ hasOperatorToken }: { hasOperatorToken: boolean }) {
  const texts = signin.others;
  return (
    <Panel title={texts.title}>
      <Facts
        facts={[
          {
            label: texts.link,
            value: (
              <Badge tone="healthy" dot>
                {texts.linkOn}
              </Badge>
            ),
            note: texts.linkNote,
          },
          {
            label: texts.operatorToken,
            value: (
              <Badge tone={hasOperatorToken ? 'healthy' : 'idle'} dot>
                {hasOperatorToken ? texts.operatorTokenOn : texts.operatorTokenOff}
              </Badge>
            ),
            note: texts.operatorTokenNote,
          },
        ]}
      />
    </Panel>
  );
}
