import { Skeleton, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './data-table.module.css';

interface DataTableProps {
  /** What the rows are, for people who hear the page. */
  label: string;
  columns: readonly string[];
  /** From this column on there are numbers, at the end of their cells. */
  numbersFrom?: number;
  children: ReactNode;
}

/** Rows of one kind. Where it is too narrow for them it scrolls inside of its own frame, by keyboard too. */
export function DataTable({ label, columns, numbersFrom = columns.length, children }: DataTableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of one table is no set of form fields
    <div
      className={styles.frame}
      role="group"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
    >
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={column} scope="col" data-number={index >= numbersFrom}>
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </div>
  );
}

/** The same table before its rows are known. */
export function DataTableSkeleton({
  columns,
  rows = 3,
}: Pick<DataTableProps, 'columns'> & { rows?: number }) {
  return (
    <div className={styles.frame}>
      <Table className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Array.from({ length: rows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other identity
            <Table.Tr key={row}>
              {columns.map((column, index) => (
                <Table.Td key={column}>
                  <Skeleton height={14} my={4} width={index === 0 ? '70%' : '45%'} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
