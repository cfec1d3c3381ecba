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
      {targets.map((target) => (
        <TargetRow key={keyOf(target)} target={target} />
      ))}
    </DataTable>
  );
}

const keyOf = ({ config_id: config, provider_id: account, model, operation, payer, host }: Target): string =>
  [config, account, model, operation, payer, host].join(' ');

function TargetRow({ target }: { target: Target }) {
  const { platform } = useArea();
  const { name, model, hosts, region, owner, payer, reasons, leaves_network: leaves, stopped } = target;
  return (
    <Table.Tr className={styles.row}>
      <Table.Td className={styles.wide}>
        {name ?? nameOf(model)}
        <span className={cells.under}>{describeTarget(target)}</span>
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

function describeTarget({ name, model, provider_id: account, operation }: Target): string {
  return [
    ...(name === null ? [] : [nameOf(model)]),
    ...(account === null ? [] : [texts.onAccount(account)]),
    ledger.operations[operation],
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
