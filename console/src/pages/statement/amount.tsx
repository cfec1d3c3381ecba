import { formatAmount } from '../../components/numbers.ts';
import styles from './statement.module.css';

interface AmountProps {
  amount: string | null;
  currency: string;
  /** Said where it is not known: that is no zero. */
  unknown: string;
  format?: typeof formatAmount;
}

export function Amount({ amount, currency, unknown, format = formatAmount }: AmountProps) {
  if (amount === null) return <span className={styles.unknown}>{unknown}</span>;
  return format(amount, currency);
}
