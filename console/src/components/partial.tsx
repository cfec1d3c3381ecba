import { common } from '../strings/common.ts';
import styles from './partial.module.css';

/** Under a list that goes on beyond what one answer holds: never pass a part off as the whole. */
export function Partial({ list }: { list: { items: readonly unknown[]; next_cursor: string | null } }) {
  if (list.next_cursor === null) return null;
  return <p className={styles.partial}>{common.partial(list.items.length)}</p>;
}
