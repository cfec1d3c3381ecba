import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { featuresQuery } from '../../api/features.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { overview } from '../../strings/overview.ts';

const texts = overview.features;

/** What somebody without administration sees of the environment. */
export function FeaturesPanel() {
  const features = useQuery(featuresQuery(useApi()));
  return (
    <Panel title={texts.title}>
      <Async query={features} what={texts.title} skeleton={<Skeleton height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="features" title={texts.none} />
          ) : (
            <Facts
              facts={items.map(({ name, assignment = 'default' }) => ({
                label: name,
                value: texts.assignment[assignment],
              }))}
            />
          )
        }
      </Async>
    </Panel>
  );
}
