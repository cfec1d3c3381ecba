import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Feature, featuresQuery } from '../../api/features.ts';
import { useArea, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { features } from '../../strings/features.ts';
import { pages } from '../../strings/pages.ts';
import { Assignment } from './assignment.tsx';
import { FeatureNeeds } from './feature-needs.tsx';
import styles from './features.module.css';
import { ServedBy } from './served-by.tsx';

const { columns: names } = features;

export function FeaturesPage() {
  const { api, platform } = useArea();
  const administers = useMay('routing.explain');
  const query = useQuery(featuresQuery(api));
  const columns = administers
    ? [names.feature, names.needs, names.serves, names.assignment]
    : [names.feature, names.needs, names.assignment];
  return (
    <Page
      title={pages.features}
      description={administers ? features.description : features.descriptionOfUsers}
    >
      <Panel title={pages.features} flush>
        <Async query={query} what={features.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="features" title={features.empty.title}>
                {features.empty.body(platform.name)}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.features} columns={columns}>
                  {list.items.map((feature) => (
                    <FeatureRow key={feature.id} feature={feature} administers={administers} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
    </Page>
  );
}

function FeatureRow({ feature, administers }: { feature: Feature; administers: boolean }) {
  const { name, model_aliases: aliases, assignment = 'default' } = feature;
  return (
    <Table.Tr className={styles.row}>
      <Table.Td>
        <span className={styles.name}>{name}</span>
        {administers && aliases.length > 0 && (
          <span className={styles.under}>
            {features.aliases} <code>{aliases.join(', ')}</code>
          </span>
        )}
      </Table.Td>
      <Table.Td>
        <FeatureNeeds feature={feature} />
      </Table.Td>
      {administers && (
        <Table.Td>
          <ServedBy feature={feature} />
        </Table.Td>
      )}
      <Table.Td>{administers ? <Assignment feature={feature} /> : features.ofUsers[assignment]}</Table.Td>
    </Table.Tr>
  );
}
