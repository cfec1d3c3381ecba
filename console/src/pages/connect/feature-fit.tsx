import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Feature, featuresQuery } from '../../api/features.ts';
import { type Mode, modeQuery } from '../../api/routing.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { connect } from '../../strings/connect.ts';

const texts = connect.fit;
const columns = [texts.feature, texts.outcome, texts.why];

/** Before the switch: which features the own default would serve well, and what the others would miss. */
export function FeatureFit() {
  const api = useApi();
  const features = useQuery(featuresQuery(api));
  const mode = useQuery(modeQuery(api));
  return (
    <Panel title={texts.title} flush>
      <Async query={features} what={texts.loading} skeleton={<DataTableSkeleton columns={columns} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="features" title={texts.none} />
          ) : (
            <Async query={mode} what={texts.loading} skeleton={<DataTableSkeleton columns={columns} />}>
              {({ warnings }) => (
                <>
                  <DataTable label={texts.title} columns={columns}>
                    {list.items.map((feature) => (
                      <FitRow
                        key={feature.id}
                        feature={feature}
                        warnings={warnings.filter(({ feature_id: id }) => id === feature.id)}
                      />
                    ))}
                  </DataTable>
                  <Partial list={list} />
                </>
              )}
            </Async>
          )
        }
      </Async>
    </Panel>
  );
}

function FitRow({ feature, warnings }: { feature: Feature; warnings: Mode['warnings'] }) {
  const [tone, outcome] = judge(feature, warnings);
  return (
    <Table.Tr>
      <Table.Td>{feature.name}</Table.Td>
      <Table.Td>
        <Badge tone={tone}>{outcome}</Badge>
      </Table.Td>
      <Table.Td>{warnings.map(({ detail }) => detail).join(' ')}</Table.Td>
    </Table.Tr>
  );
}

function judge({ assignment }: Feature, warnings: Mode['warnings']): [Tone, string] {
  if (assignment === 'off') return ['idle', texts.off];
  if (assignment === 'config') return ['idle', texts.elsewhere];
  if (warnings.some(({ status }) => status === 'not_met')) return ['broken', texts.badly];
  return warnings.length > 0 ? ['waiting', texts.unknown] : ['healthy', texts.well];
}
