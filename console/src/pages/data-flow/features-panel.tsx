import { Table } from '@mantine/core';
import type { FlowFeature } from '../../api/data-flow.ts';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import { problems } from '../../strings/problems.ts';
import { Leaves } from './leaves.tsx';

const texts = dataFlow.features;
const columns = Object.values(texts.columns);

export function FeaturesPanel({ features }: { features: readonly FlowFeature[] }) {
  if (features.length === 0) {
    return (
      <Panel title={texts.title}>
        <p>{texts.empty}</p>
      </Panel>
    );
  }
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {features.map(({ id, name, operation, target, refused }) => (
          <Table.Tr key={id}>
            <Table.Td>
              <span className={cells.name}>{name}</span>
              <span className={cells.under}>{dataFlow.flows.operations[operation]}</span>
            </Table.Td>
            <Table.Td className={cells.words}>
              {target ? dataFlow.drawing.target(target.name ?? target.model, target.host) : texts.refused}
              {refused !== null && <span className={cells.under}>{problems[refused]?.title ?? refused}</span>}
            </Table.Td>
            <Table.Td className={cells.words}>{target && <Leaves target={target} />}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Panel>
  );
}
