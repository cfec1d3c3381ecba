import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { boardQuery } from '../../api/board.ts';
import { useApi } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { BoardPanel } from '../../components/board/board-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { board } from '../../strings/board.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { KnowPanel } from './know-panel.tsx';
import { ReportCards } from './report-cards.tsx';
import { ServingPanel } from './serving-panel.tsx';

/** The picture first, and under it what it says in numbers. Where nothing is plugged in there is one thing to do. */
export function BoardSection() {
  const drawn = useQuery(boardQuery(useApi()));
  const skeleton = (
    <Panel title={board.title}>
      <Skeleton height={380} />
    </Panel>
  );
  return (
    <Async query={drawn} what={board.loading} skeleton={skeleton}>
      {(found) => {
        const isEmpty = found.models.length === 0 && found.accounts.length === 0;
        return (
          <>
            <BoardPanel drawn={found} />
            {!isEmpty && <ServingPanel />}
            <KnowPanel accounts={found.accounts} />
            {found.accounts.length > 0 && <AccountsPanel />}
            <ReportCards models={found.models} />
          </>
        );
      }}
    </Async>
  );
}
