import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteEgressRule, type EgressRule, egressRulesQuery } from '../../api/egress-rules.ts';
import { useApi, useChange } from '../../areas/area.tsx';
import { platformPlace } from '../../areas/scope.ts';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../components/data-table.tsx';
import { DeedButton } from '../../components/deed-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Partial } from '../../components/partial.tsx';
import { TenantSelect } from '../../components/tenant-select.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon } from '../../icons/icon.tsx';
import { egressRules } from '../../strings/egress-rules.ts';
import { pages } from '../../strings/pages.ts';
import { CreateRuleDialog } from './create-rule-dialog.tsx';
import { ofPlatform } from './of-platform.ts';

const columns = Object.values(egressRules.columns);

export function EgressRulesPage() {
  const [tenant, setTenant] = useState('');
  const query = useQuery(egressRulesQuery(useApi(), tenant === '' ? undefined : tenant));
  const [creating, dialog] = useDisclosure(false);
  return (
    <Page
      title={pages.egressRules}
      description={egressRules.description}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={dialog.open}>
          {egressRules.create}
        </Button>
      }
    >
      <Panel
        title={pages.egressRules}
        flush
        aside={
          <TenantSelect
            label={egressRules.show}
            isLabelHidden
            none={egressRules.all}
            value={tenant}
            others={[ofPlatform]}
            onChange={setTenant}
          />
        }
      >
        <Async query={query} what={egressRules.loading} skeleton={<DataTableSkeleton columns={columns} />}>
          {(list) =>
            list.items.length === 0 ? (
              <EmptyState icon="globe" title={egressRules.empty.title}>
                {egressRules.empty.body}
              </EmptyState>
            ) : (
              <>
                <DataTable label={pages.egressRules} columns={columns}>
                  {list.items.map((rule) => (
                    <RuleRow key={rule.id} rule={rule} />
                  ))}
                </DataTable>
                <Partial list={list} />
              </>
            )
          }
        </Async>
      </Panel>
      {creating && <CreateRuleDialog onClose={dialog.close} />}
    </Page>
  );
}

const targetOf = ({ host, cidr }: EgressRule): string => host ?? cidr ?? '';

function RuleRow({ rule }: { rule: EgressRule }) {
  const { tenant_id: tenant, environment, port, plain_http: plainHttp, private_ca: privateCa } = rule;
  return (
    <Table.Tr>
      <Table.Td>
        <span className={cells.name}>{targetOf(rule)}</span>
        <span className={cells.under}>{port === null ? egressRules.everyPort : egressRules.port(port)}</span>
      </Table.Td>
      <Table.Td>
        {tenant === platformPlace.tenant ? egressRules.platform : tenant}
        <span className={cells.under}>
          {environment === null ? egressRules.whole : egressRules.ofEnvironment(environment)}
        </span>
      </Table.Td>
      <Table.Td>
        <span className={cells.marks}>
          <Badge tone="idle">{egressRules.privateTarget}</Badge>
          {plainHttp && <Badge tone="waiting">{egressRules.plainHttp}</Badge>}
          {privateCa !== null && <Badge tone="idle">{egressRules.privateCa}</Badge>}
        </span>
      </Table.Td>
      <Table.Td className={cells.words}>{rule.reason}</Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={rule.created_at} />
      </Table.Td>
      <Table.Td>
        <DeleteRule rule={rule} />
      </Table.Td>
    </Table.Tr>
  );
}

function DeleteRule({ rule }: { rule: EgressRule }) {
  const change = useChange(() => deleteEgressRule(rule.id));
  const target = targetOf(rule);
  return (
    <DeedButton
      rowName={egressRules.removeOne(target)}
      deed={{
        label: egressRules.remove,
        title: egressRules.removeTitle(target),
        meaning: egressRules.removeMeaning,
        change,
      }}
    />
  );
}
