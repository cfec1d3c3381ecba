import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Feature, featuresQuery } from '../../api/features.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { modeQuery } from '../../api/routing.ts';
import { useApi, useArea, useMay } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FeatureNeeds } from '../../components/feature-needs.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { features } from '../../strings/features.ts';
import { pages } from '../../strings/pages.ts';
import { Assignment } from './assignment.tsx';
import styles from './features.module.css';
import { ServedBy } from './served-by.tsx';

const { columns: names } = features;

export function FeaturesPage() {
  const administers = useMay('routing.explain');
  return (
    <Page
      title={pages.features}
      description={administers ? features.description : features.descriptionOfUsers}
    >
      <Panel title={pages.features} flush>
        {administers ? <FeaturesOfAdministrators /> : <FeaturesOfUsers />}
      </Panel>
    </Page>
  );
}

function FeaturesOfUsers() {
  const columns = [names.feature, names.needs, names.assignment];
  return (
    <FeatureTable columns={columns}>
      {(feature) => <Table.Td>{features.ofUsers[feature.assignment ?? 'default']}</Table.Td>}
    </FeatureTable>
  );
}

/** All of it at once: a row that learns its warnings later would push the others down. */
function FeaturesOfAdministrators() {
  const api = useApi();
  const configs = useQuery(modelConfigsQuery(api));
  const mode = useQuery(modeQuery(api));
  const columns = [names.feature, names.needs, names.serves, names.assignment];
  const skeleton = <DataTableSkeleton columns={columns} />;
  return (
    <Async query={configs} what={features.loading} skeleton={skeleton}>
      {({ items }) => (
        <Async query={mode} what={features.loading} skeleton={skeleton}>
          {({ warnings }) => (
            <FeatureTable columns={columns}>
              {(feature) => (
                <>
                  <Table.Td>
                    <ServedBy feature={feature} />
                  </Table.Td>
                  <Table.Td>
                    <Assignment feature={feature} configs={items} warningsOfDefault={warnings} />
                  </Table.Td>
                </>
              )}
            </FeatureTable>
          )}
        </Async>
      )}
    </Async>
  );
}

interface FeatureTableProps {
  columns: readonly string[];
  children: (feature: Feature) => ReactNode;
}

function FeatureTable({ columns, children }: FeatureTableProps) {
  const { api, platform } = useArea();
  const query = useQuery(featuresQuery(api));
  return (
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
                <Table.Tr key={feature.id} className={styles.row}>
                  <Table.Td>
                    <span className={styles.name}>{feature.name}</span>
                    {feature.model_aliases.length > 0 && (
                      <span className={styles.under}>
                        {features.aliases} <code>{feature.model_aliases.join(', ')}</code>
                      </span>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <FeatureNeeds feature={feature} />
                  </Table.Td>
                  {children(feature)}
                </Table.Tr>
              ))}
            </DataTable>
            <Partial list={list} />
          </>
        )
      }
    </Async>
  );
}
