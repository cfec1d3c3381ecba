import { Table } from '@mantine/core';
import type { Health } from '../../api/board.ts';
import { useArea } from '../../areas/area.tsx';
import { board } from '../../strings/board.ts';
import { Badge, type Tone } from '../badge.tsx';
import { DataTable } from '../data-table.tsx';
import styles from './board-panel.module.css';
import type { BoardRecords } from './board-records.ts';
import { type BoardRow, toRows } from './board-rows.ts';

const texts = board.table;
const columns = [texts.from, texts.model, texts.account, texts.state, texts.payer, texts.next];

const tones: Record<Health, Tone> = { well: 'healthy', unknown: 'idle', failing: 'broken', off: 'idle' };

export function BoardTable({ records }: { records: BoardRecords }) {
  const { platform } = useArea();
  return (
    <DataTable label={texts.label} columns={columns}>
      {toRows(records, platform.name).map((row) => (
        <Table.Tr key={row.key}>
          <Table.Th scope="row" className={styles.from}>
            {row.from}
          </Table.Th>
          <Table.Td>{row.model ?? texts.none}</Table.Td>
          <Table.Td>
            <AccountOf row={row} />
          </Table.Td>
          <Table.Td>
            <StateOf row={row} />
          </Table.Td>
          <Table.Td>{row.payer}</Table.Td>
          <Table.Td>{row.next}</Table.Td>
        </Table.Tr>
      ))}
    </DataTable>
  );
}

/** The same where it is narrow: a route under the other, nothing beside it. */
export function BoardList({ records }: { records: BoardRecords }) {
  const { platform } = useArea();
  return (
    <ul className={styles.list} aria-label={texts.label}>
      {toRows(records, platform.name).map((row) => (
        <li key={row.key} className={styles.row}>
          <p className={styles.from}>{row.from}</p>
          {row.model !== null && <p>{row.model}</p>}
          <AccountOf row={row} />
          <div>
            <StateOf row={row} />
          </div>
          {row.next !== '' && (
            <p className={styles.under}>
              {texts.next}: {row.next}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function AccountOf({ row: { account, host, where } }: { row: BoardRow }) {
  if (account === null) return null;
  return (
    <>
      <span>{account}</span>
      <span className={styles.under}>
        {host}, {where}
      </span>
    </>
  );
}

/** Where nothing answers, the reason is a sentence and no state. */
function StateOf({ row: { health, state, model, account } }: { row: BoardRow }) {
  if (model === null && account === null) return <span className={styles.under}>{state}</span>;
  return (
    <Badge tone={tones[health]} dot>
      {state}
    </Badge>
  );
}
