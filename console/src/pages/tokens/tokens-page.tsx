import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { toProblem } from '../../api/problem.ts';
import { type Token, tokensQuery } from '../../api/tokens.ts';
import { useApi, useArea, useMay, usePlace } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { common } from '../../strings/common.ts';
import { pages } from '../../strings/pages.ts';
import { tokens } from '../../strings/tokens.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { TokenActions } from './token-actions.tsx';
import styles from './tokens.module.css';

const { columns: names } = tokens;
const shown = [names.token, names.state, names.role, names.bound, names.madeBy, names.used, names.expires];

export function TokensPage() {
  const { agent } = getRouteApi('/t/$tenant/$environment/tokens').useSearch();
  const query = useQuery(tokensQuery(useApi(), usePlace()));
  const manages = useMay('tokens.manage');
  const { platform } = useArea();
  const [creating, setCreating] = useState(agent !== undefined);
  const [problem, setProblem] = useState<unknown>(undefined);
  const columns = manages ? [...shown, names.actions] : shown;
  const create = manages && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setCreating(true)}>
      {tokens.create}
    </Button>
  );
  return (
    <Page title={pages.tokens} description={tokens.description} actions={create}>
      <Panel title={pages.tokens} flush>
        <Async query={query} what={tokens.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="key" title={tokens.empty.title} action={create || undefined}>
                {manages ? tokens.empty.body : tokens.empty.ofPlatform(platform.name)}
              </EmptyState>
            ) : (
              <>
                {problem !== undefined && <ProblemNotice problem={toProblem(problem)} />}
                <DataTable label={pages.tokens} columns={columns}>
                  {list.items.map((token) => (
                    <TokenRow key={token.id} token={token}>
                      {manages && (
                        <Table.Td>
                          <TokenActions token={token} onProblem={setProblem} />
                        </Table.Td>
                      )}
                    </TokenRow>
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      {manages && <CreateTokenDialog opened={creating} agent={agent} onClose={() => setCreating(false)} />}
    </Page>
  );
}

function TokenRow({ token, children }: { token: Token; children: ReactNode }) {
  return (
    <Table.Tr>
      <Table.Td>
        <span className={styles.name}>{token.name}</span>
        <span className={styles.under}>{token.id}</span>
      </Table.Td>
      <Table.Td>
        <TokenState token={token} />
      </Table.Td>
      <Table.Td>{common.roles[token.role]}</Table.Td>
      <Table.Td>{token.agent_id ?? <span className={styles.soft}>{tokens.anyAgent}</span>}</Table.Td>
      <Table.Td className={styles.maker}>
        <Actor actor={token.created_by} />
      </Table.Td>
      <Table.Td className={styles.soft}>
        <TimeAgo at={token.last_used_at} />
      </Table.Td>
      <Table.Td className={styles.soft}>
        <TimeAgo at={token.expires_at} />
      </Table.Td>
      {children}
    </Table.Tr>
  );
}

function TokenState({ token: { suspended_at: suspendedAt, expires_at: expiresAt } }: { token: Token }) {
  const { works, suspended, expired } = tokens.states;
  if (expiresAt !== null && Date.parse(expiresAt) <= Date.now())
    return <Badge tone="broken">{expired}</Badge>;
  if (suspendedAt !== null) return <Badge tone="waiting">{suspended}</Badge>;
  return (
    <Badge tone="healthy" dot>
      {works}
    </Badge>
  );
}
