import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Budget, budgetsQuery } from '../../api/budgets.ts';
import { useApi, useArea, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { Icon } from '../../icons/icon.tsx';
import { budgets } from '../../strings/budgets.ts';
import { pages } from '../../strings/pages.ts';
import { BudgetDialog } from './budget-dialog.tsx';
import { BudgetRow } from './budget-row.tsx';
import { ToldPanel } from './told-panel.tsx';

export function BudgetsPage() {
  const query = useQuery(budgetsQuery(useApi()));
  const manages = useMay('budgets.manage');
  const { platform } = useArea();
  const seesWhoIsTold = useMay('webhooks.view');
  const [opened, setOpened] = useState<'new' | Budget>();
  const { act, ...shown } = budgets.columns;
  const columns = [...Object.values(shown), ...(manages ? [act] : [])];
  const create = manages && (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened('new')}>
      {budgets.create}
    </Button>
  );
  return (
    <Page title={pages.budgets} description={budgets.description} actions={create}>
      <Panel title={pages.budgets} flush>
        <Async query={query} what={budgets.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="gauge" title={budgets.empty.title}>
                {manages ? budgets.empty.body : budgets.empty.ofPlatform(platform.name)}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.budgets} columns={columns}>
                  {list.items.map((budget) => (
                    <BudgetRow
                      key={budget.id}
                      budget={budget}
                      manages={manages}
                      onChange={() => setOpened(budget)}
                    />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      {seesWhoIsTold && <ToldPanel />}
      {opened && (
        <BudgetDialog
          budget={opened === 'new' ? undefined : opened}
          existing={query.data?.items ?? []}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}
