import { Button, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Feature, featuresQuery } from '../../api/features.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { FeatureNeeds } from '../../components/feature-needs.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { pages } from '../../strings/pages.ts';
import { platformFeatures } from '../../strings/platform-features.ts';
import { FeatureActions } from './feature-actions.tsx';
import { FeatureDialog } from './feature-dialog.tsx';

const columns = Object.values(platformFeatures.columns);

export function PlatformFeaturesPage() {
  const query = useQuery(featuresQuery(useApi()));
  const [edited, setEdited] = useState<Feature | 'new'>();
  const register = (
    <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setEdited('new')}>
      {platformFeatures.register}
    </Button>
  );
  return (
    <Page title={pages.platformFeatures} description={platformFeatures.description} actions={register}>
      <Panel title={pages.platformFeatures} flush>
        <Async
          query={query}
          what={platformFeatures.loading}
          skeleton={<DataTableSkeleton columns={columns} />}
        >
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="features" title={platformFeatures.empty.title}>
                {platformFeatures.empty.body}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.platformFeatures} columns={columns}>
                  {list.items.map((feature) => (
                    <FeatureRow key={feature.id} feature={feature} onEdit={() => setEdited(feature)} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      {edited !== undefined && (
        <FeatureDialog stored={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </Page>
  );
}

function FeatureRow({ feature, onEdit }: { feature: Feature; onEdit: () => void }) {
  const { id, name, operation, model_aliases: aliases } = feature;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={cells.name}>{name}</span>
        <span className={cells.under}>{id}</span>
      </Table.Td>
      <Table.Td>{platformFeatures.operations[operation]}</Table.Td>
      <Table.Td>
        <FeatureNeeds feature={feature} />
      </Table.Td>
      <Table.Td className={cells.words}>
        {aliases.length === 0 ? (
          <span className={cells.soft}>{platformFeatures.none}</span>
        ) : (
          <code>{aliases.join(', ')}</code>
        )}
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={feature.updated_at} />
      </Table.Td>
      <Table.Td>
        <FeatureActions feature={feature} onEdit={onEdit} />
      </Table.Td>
    </Table.Tr>
  );
}
