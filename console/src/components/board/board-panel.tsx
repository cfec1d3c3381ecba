import { SegmentedControl } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Board } from '../../api/board.ts';
import { board } from '../../strings/board.ts';
import { pages } from '../../strings/pages.ts';
import { ConnectButton } from '../connect-button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Panel } from '../panel.tsx';
import styles from './board-panel.module.css';
import { BoardPicture } from './board-picture.tsx';
import { type DrawnSource, toRecords } from './board-records.ts';
import { BoardList, BoardTable } from './board-table.tsx';

const views = ['picture', 'table'] as const;
type View = (typeof views)[number];

interface BoardPanelProps {
  drawn: Board;
  /** Drawn beside the others, and followed. */
  call?: DrawnSource | undefined;
}

/** What is plugged into what, as a picture or as a table; which of them is this browser’s to remember. */
export function BoardPanel({ drawn, call }: BoardPanelProps) {
  const [view, setView] = useLocalStorage<View>({
    key: 'plugboard.board',
    defaultValue: 'picture',
    getInitialValueInEffect: false,
  });
  const isNarrow = useMediaQuery('(max-width: 40rem)', false, { getInitialValueInEffect: false });
  const records = useMemo(() => toRecords(drawn, call), [drawn, call]);
  const isEmpty = drawn.models.length === 0 && drawn.accounts.length === 0;
  const choice = !isNarrow && !isEmpty && (
    <SegmentedControl
      aria-label={board.view.label}
      size="xs"
      value={view}
      onChange={(value) => setView(value as View)}
      data={views.map((value) => ({ value, label: board.view[value] }))}
    />
  );
  return (
    <Panel title={board.title} aside={choice} flush>
      {isEmpty ? (
        <EmptyState
          icon="plug"
          title={board.empty.title}
          action={<ConnectButton label={pages.connect} isMain />}
        >
          {board.empty.meaning}
        </EmptyState>
      ) : isNarrow ? (
        <BoardList records={records} />
      ) : view === 'table' ? (
        <BoardTable records={records} />
      ) : (
        <BoardPicture records={records} always={call?.key} />
      )}
      {drawn.partial && <p className={styles.partial}>{board.partial}</p>}
    </Panel>
  );
}
