import { Table } from '@mantine/core';
import type { DataFlow, Flow } from '../../api/data-flow.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { ConnectButton } from '../../components/connect-button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { dataFlow } from '../../strings/data-flow.ts';
import { pages } from '../../strings/pages.ts';
import { Leaves } from './leaves.tsx';

const texts = dataFlow.flows;
const columns = Object.values(texts.columns);
const whens = ['by_default', 'when_named', 'when_others_cannot_answer'] as const;

export function FlowsPanel({ flow: { flows } }: { flow: DataFlow }) {
  if (flows.length === 0) {
    return (
      <Panel title={texts.title}>
        <EmptyState icon="globe" title={texts.empty.title} action={<ConnectButton label={pages.connect} />}>
          {texts.empty.body}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {foldOperations(flows).map(({ key, flow, operations }) => (
          <FlowRow key={key} flow={flow} operations={operations} />
        ))}
      </DataTable>
    </Panel>
  );
}

interface Folded {
  key: string;
  flow: Flow;
  operations: Flow['operation'][];
}

/** An account on which any model can be named is one row, though it answers chats and embeddings. */
function foldOperations(flows: readonly Flow[]): Folded[] {
  const rows = new Map<string, Folded>();
  for (const flow of flows) {
    const { config_id: config, provider_id: account, owner, host, model, operation } = flow;
    const key = [config, account, owner, host, model].join(' ');
    const known = rows.get(key);
    if (known) known.operations.push(operation);
    else rows.set(key, { key, flow, operations: [operation] });
  }
  return [...rows.values()];
}

function FlowRow({ flow, operations }: Omit<Folded, 'key'>) {
  const { platform } = useArea();
  const { name, model, provider, agents, host, hosts, region, owner, payer, stopped } = flow;
  const asked = model === '*' ? texts.anyModel(flow.provider_id ?? texts.thePlatforms) : model;
  const onlyFor = agents.filter((agent) => agent !== null);
  const others = hosts.filter((one) => !host.startsWith(one));
  return (
    <Table.Tr>
      <Table.Td className={cells.words}>
        <span className={cells.name}>{name ?? asked}</span>
        <span className={cells.under}>
          {[name === null ? '' : asked, provider, operations.map((one) => texts.operations[one]).join(', ')]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        {!agents.includes(null) && <span className={cells.under}>{texts.onlyFor(onlyFor.join(', '))}</span>}
      </Table.Td>
      <Table.Td className={cells.words}>
        {host}
        <span className={cells.under}>{region ?? dataFlow.reach.regionUnknown}</span>
        {others.length > 0 && <span className={cells.under}>{others.join(', ')}</span>}
      </Table.Td>
      <Table.Td>
        {owner === 'own' ? texts.own : texts.managed(platform.name)}
        <span className={cells.under}>{texts.payers[payer]}</span>
        {stopped && <Badge tone="broken">{texts.stopped}</Badge>}
      </Table.Td>
      <Table.Td>
        {whens
          .filter((when) => flow.when.includes(when))
          .map((when) => (
            <div key={when}>{texts.when[when]}</div>
          ))}
      </Table.Td>
      <Table.Td className={cells.words}>
        <Leaves target={flow} />
      </Table.Td>
    </Table.Tr>
  );
}
