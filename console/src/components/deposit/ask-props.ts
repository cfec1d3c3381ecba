import type { DepositWish, NewDeposit } from '../../api/deposits.ts';
import type { useChange } from '../../areas/area.tsx';

export interface AskProps {
  making: ReturnType<typeof useChange<NewDeposit, DepositWish>>;
  onMade: (made: NewDeposit) => void;
  onCancel: () => void;
}
