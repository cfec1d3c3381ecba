import { Button, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { endSupportWindow, type SupportWindow, supportWindowsQuery } from '../../../api/support-windows.ts';
import { useApi, useArea, useChange, useMay } from '../../../areas/area.tsx';
import { Async } from '../../../components/async.tsx';
import { Badge } from '../../../components/badge.tsx';
import cells from '../../../components/cells.module.css';
import { DataTable, DataTableSkeleton } from '../../../components/data-table.tsx';
import { DeedButton } from '../../../components/deed-button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Panel } from '../../../components/panel.tsx';
import { Partial } from '../../../components/partial.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { supportWindows as texts } from '../../../strings/support-windows.ts';
import { GrantDialog } from './grant-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';

const columns = Object.values(texts.columns);

/** In which times a tenant has operators rerun its checks: opened and ended by it alone, and seen by both. */
export function SupportPanel() {
  const { platform } = useArea();
  const query = useQuery(supportWindowsQuery(useApi()));
  const mayGrant = useMay('support_windows.grant');
  const [granting, dialog] = useDisclosure(false);
  const open = (
    <Button variant="default" size="xs" onClick={dialog.open}>
      {texts.open}
    </Button>
  );
  return (
    <Panel title={texts.title} flush aside={mayGrant && open}>
      <Async query={query} what={texts.loading} skeleton={<DataTableSkeleton columns={columns} rows={1} />}>
        {(list) =>
          list.items.length === 0 ? (
            <EmptyState icon="help" title={texts.none}>
              {mayGrant ? texts.help(platform.name) : texts.helpForOperators}
            </EmptyState>
          ) : (
            <>
              <DataTable label={texts.title} columns={columns}>
                {list.items.map((window) => (
                  <WindowRow key={window.id} window={window} mayEnd={mayGrant} />
                ))}
              </DataTable>
              <Partial list={list} />
            </>
          )
        }
      </Async>
      {granting && <GrantDialog onClose={dialog.close} />}
    </Panel>
  );
}

function WindowRow({ window, mayEnd }: { window: SupportWindow; mayEnd: boolean }) {
  const { id, is_open: isOpen, created_at: createdAt, until, ended_at: endedAt, reason } = window;
  const [looking, record] = useDisclosure(false);
  const ending = useChange(() => endSupportWindow(id));
  return (
    <Table.Tr>
      <Table.Td className={cells.soft}>
        <TimeAgo at={createdAt} />
        <span className={cells.under}>{texts.by(window.granted_by.name)}</span>
      </Table.Td>
      <Table.Td>
        <Badge tone={isOpen ? 'healthy' : 'idle'}>{isOpen ? texts.isOpen : texts.isOver}</Badge>
        <span className={cells.under}>
          <TimeAgo at={endedAt ?? until} />
        </span>
      </Table.Td>
      <Table.Td className={cells.words}>{reason === '' ? texts.noReason : reason}</Table.Td>
      <Table.Td>
        <div className={cells.marks}>
          <Button variant="default" size="compact-sm" onClick={record.open}>
            {texts.look}
          </Button>
          {mayEnd && isOpen && (
            <DeedButton
              rowName={texts.endOf}
              deed={{
                label: texts.end,
                title: texts.endTitle,
                meaning: texts.endMeaning,
                change: ending,
                isHarmless: true,
              }}
            />
          )}
        </div>
        {looking && <RecordDialog window={window} onClose={record.close} />}
      </Table.Td>
    </Table.Tr>
  );
}
