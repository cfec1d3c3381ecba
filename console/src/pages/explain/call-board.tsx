import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { boardQuery } from '../../api/board.ts';
import type { ApiProblem } from '../../api/problem.ts';
import type { Explanation } from '../../api/routing.ts';
import { useApi } from '../../areas/area.tsx';
import { BoardPanel } from '../../components/board/board-panel.tsx';
import { drawCall, drawRefusal } from './call-on-board.ts';

interface CallBoardProps {
  /** What was answered: a route, or why there is none. */
  answer: Explanation | ApiProblem;
  operation: 'chat' | 'embedding';
}

/** The board with the cable of this call lit. */
export function CallBoard({ answer, operation }: CallBoardProps) {
  const board = useQuery(boardQuery(useApi())).data;
  const shown = useMemo(() => {
    if (!board) return undefined;
    return 'targets' in answer ? drawCall(board, answer, operation) : drawRefusal(board, answer, operation);
  }, [board, answer, operation]);
  return shown && <BoardPanel drawn={shown.drawn} call={shown.call} />;
}
