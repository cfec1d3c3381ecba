import { Table } from '@mantine/core';
import type { RoutingProof } from '../../api/statements.ts';
import { useArea } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable } from '../../components/data-table.tsx';
import { explain } from '../../strings/explain.ts';
import { ledger } from '../../strings/ledger.ts';
import { proof } from '../../strings/proof.ts';
import styles from './proof.module.css';

const texts = proof.routes;
type Target = RoutingProof['statement']['targets'][number];

export function RoutesTable({ targets }: { targets: readonly Target[] }) {
  return (
    <DataTable label={texts.list} columns={Object.values(texts.columns)}>
      {groupOperations(targets).map(([key, [target, ...others]]) => (
        <TargetRow key={key} target={target} operations={[target, ...others].map((one) => one.operation)} />
      ))}
    </DataTable>
  );
}

/** What differs in nothing but what it is asked for is one row. */
function groupOperations(targets: readonly Target[]): [key: string, alike: [Target, ...Target[]]][] {
  const groups = new Map<string, [Target, ...Target[]]>();
  for (const target of targets) {
    const { operation: _operation, ...rest } = target;
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group) group.push(target);
    else groups.set(key, [target]);
  }
  return [...groups];
}

interface TargetRowProps {
  target: Target;
  operations: readonly Target['operation'][];
}

function TargetRow({ target, operations }: TargetRowProps) {
  const { platform } = useArea();
  const { name, model, hosts, region, owner, payer, reasons, leaves_network: leaves, stopped } = target;
  return (
    <Table.Tr className={styles.row}>
      <Table.Td className={styles.wide}>
        {name ?? nameOf(model)}
        <span className={cells.under}>{describeTarget(target, operations)}</span>
      </Table.Td>
      <Table.Td className={styles.host}>
        {hosts.join(', ')}
        <span className={cells.under}>{leaves ? explain.leaves : explain.stays}</span>
      </Table.Td>
      <Table.Td className={cells.soft}>{region ?? texts.noRegion}</Table.Td>
      <Table.Td>
        <Badge tone={owner === 'own' ? 'accent' : 'idle'}>{ledger.owners[owner](platform.name)}</Badge>
        <span className={cells.under}>{ledger.payers[payer]}</span>
      </Table.Td>
      <Table.Td className={styles.wide}>
        {reasons.map((reason) => texts.reasons[reason]).join(', ')}
        {stopped !== null && <span className={cells.under}>{texts.stopped}</span>}
      </Table.Td>
      <Table.Td className={styles.wide}>
        <Callers agents={target.agents} />
      </Table.Td>
    </Table.Tr>
  );
}

/** An account on which a caller may name any model has a star for one. */
const nameOf = (model: string): string => (model === '*' ? texts.anyModel : model);

function describeTarget(
  { name, model, provider_id: account }: Target,
  operations: TargetRowProps['operations'],
): string {
  return [
    ...(name === null ? [] : [nameOf(model)]),
    ...(account === null ? [] : [texts.onAccount(account)]),
    ...operations.map((operation) => ledger.operations[operation]),
  ].join(', ');
}

const namedAgentsMax = 3;

/** Null stands for the calls of no agent. */
function Callers({ agents }: Pick<Target, 'agents'>) {
  const named = agents.filter((agent) => agent !== null);
  const names = named.join(', ');
  const shown = named.length > namedAgentsMax ? texts.manyAgents(named.length) : texts.agents(names);
  return (
    <span title={names}>
      {[...(agents.includes(null) ? [texts.nobody] : []), ...(named.length > 0 ? [shown] : [])].join(', ')}
    </span>
  );
}
