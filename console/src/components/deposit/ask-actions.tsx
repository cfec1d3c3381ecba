import { Button } from '@mantine/core';
import type { DepositWish, NewDeposit } from '../../api/deposits.ts';
import type { useChange } from '../../areas/area.tsx';
import { common } from '../../strings/common.ts';
import { deposits } from '../../strings/deposits.ts';
import form from '../form.module.css';
import { ProblemNotice } from '../problem-notice.tsx';

export interface AskProps {
  making: ReturnType<typeof useChange<NewDeposit, DepositWish>>;
  onMade: (made: NewDeposit) => void;
  onCancel: () => void;
}

export function AskActions({ making, onCancel }: AskProps) {
  return (
    <>
      {making.error && <ProblemNotice problem={making.error} />}
      <div className={form.actionsAtEnd}>
        <Button variant="default" onClick={onCancel}>
          {common.cancel}
        </Button>
        <Button type="submit" loading={making.isPending}>
          {deposits.dialog.make}
        </Button>
      </div>
    </>
  );
}
