import { Table } from '@mantine/core';
import type { SigninSettings } from '../../api/signin-settings.ts';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { common } from '../../strings/common.ts';
import { signin } from '../../strings/signin.ts';

const texts = signin.oidc;

export function OidcPanel({ oidc }: { oidc: SigninSettings['oidc'] }) {
  if (oidc === null) {
    return (
      <Panel title={texts.title} aside={<Badge tone="idle">{texts.off}</Badge>} flush>
        <EmptyState icon="people" title={texts.none}>
          {texts.noneHelp}
        </EmptyState>
      </Panel>
    );
  }
  const { claims, roles, redirect_uri: redirect } = oidc;
  return (
    <>
      <Panel title={texts.title} aside={<Badge tone="healthy">{texts.on}</Badge>}>
        <Facts
          facts={[
            { label: texts.issuer, value: oidc.issuer },
            { label: texts.clientId, value: <code>{oidc.client_id}</code> },
            {
              label: texts.redirect,
              value: (
                <span className={cells.copied}>
                  <code>{redirect}</code>
                  <CopyButton value={redirect} label={texts.copyRedirect} />
                </span>
              ),
              note: texts.redirectNote,
            },
            { label: texts.scopes, value: oidc.scopes.join(' ') },
            { label: texts.claims, value: texts.claim(claims.tenant, claims.environments, claims.roles) },
            {
              label: texts.defaultRole,
              value: oidc.default_role === null ? texts.refused : common.roles[oidc.default_role],
            },
          ]}
        />
      </Panel>
      <Panel title={texts.roles} flush>
        {roles.length === 0 ? (
          <EmptyState icon="people" title={texts.noRoles} />
        ) : (
          <DataTable label={texts.roles} columns={Object.values(texts.columns)}>
            {roles.map(({ theirs, ours }) => (
              <Table.Tr key={theirs}>
                <Table.Td>
                  <code>{theirs}</code>
                </Table.Td>
                <Table.Td>{common.roles[ours]}</Table.Td>
              </Table.Tr>
            ))}
          </DataTable>
        )}
      </Panel>
    </>
  );
}
