import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Person, peopleQuery } from '../../api/people.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { people } from '../../strings/people.ts';
import { LinkDialog } from './link-dialog.tsx';
import { PersonRow } from './person-row.tsx';
import { WaysPanel } from './ways-panel.tsx';

const columns = Object.values(people.columns);

export function PeoplePage() {
  const query = useQuery(peopleQuery(useApi()));
  const [opened, setOpened] = useState<'new' | Person>();
  const create = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened('new')}>
      {people.link.create}
    </Button>
  );
  return (
    <Page title={pages.people} description={people.description} actions={create}>
      <Panel title={pages.people} flush>
        <Async query={query} what={people.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="people" title={people.empty.title}>
                {people.empty.body}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.people} columns={columns}>
                  {list.items.map((person) => (
                    <PersonRow key={person.id} person={person} onLink={() => setOpened(person)} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      <WaysPanel />
      {opened && (
        <LinkDialog person={opened === 'new' ? undefined : opened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}
