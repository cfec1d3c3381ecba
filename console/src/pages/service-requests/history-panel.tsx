import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ServiceRequest } from '../../api/service-requests.ts';
import { type Place, useArea } from '../../areas/area.tsx';
import { findScope } from '../../areas/scope.ts';
import cells from '../../components/cells.module.css';
import { CopyButton } from '../../components/copy-button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { common } from '../../strings/common.ts';
import { requestPage, serviceRequests } from '../../strings/service-requests.ts';

const texts = requestPage.history;
const columns = Object.values(texts.columns);

type Step = ServiceRequest['history'][number];

/** Who did what when, with the rows of the audit log that each step wrote. */
export function HistoryPanel({ request: { history, tenant } }: { request: ServiceRequest }) {
  return (
    <Panel title={texts.title} flush>
      <DataTable label={texts.title} columns={columns}>
        {history.toReversed().map((step) => (
          <StepRow key={step.id} step={step} tenant={tenant.id} />
        ))}
      </DataTable>
    </Panel>
  );
}

function StepRow({ step, tenant }: { step: Step; tenant: string }) {
  const { at, by, action, from, to, environment, request_id: requestId, audit } = step;
  return (
    <Table.Tr>
      <Table.Td className={cells.soft}>
        <TimeAgo at={at} />
      </Table.Td>
      <Table.Td>
        <span className={cells.name}>{by.name}</span>
        <span className={cells.under}>{common.roles[by.role as keyof typeof common.roles] ?? by.role}</span>
      </Table.Td>
      <Table.Td>
        {texts.actions[action] ?? action}
        {environment !== null && `: ${common.environments[environment]}`}
        {from !== to && <span className={cells.under}>{texts.became(serviceRequests.states[to])}</span>}
      </Table.Td>
      <Table.Td>
        {audit.map((row) => (
          <AuditRow key={`${row.environment} ${row.seq}`} row={row} tenant={tenant} />
        ))}
        <CopyButton value={requestId} label={texts.copy(requestId)} />
      </Table.Td>
    </Table.Tr>
  );
}

/** On to the log that holds it, for those who may see that. */
function AuditRow({ row, tenant }: { row: Step['audit'][number]; tenant: string }) {
  const { place, memberships } = useArea();
  const there: Place = { tenant, environment: row.environment ?? place?.environment ?? 'prod' };
  return (
    <span className={cells.under}>
      <code>{row.action}</code>{' '}
      {findScope(memberships, there) ? (
        <Link to="/t/$tenant/$environment/audit" params={there}>
          {texts.row(row.seq)}
        </Link>
      ) : (
        texts.row(row.seq)
      )}
    </span>
  );
}
