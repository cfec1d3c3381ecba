import styles from './brand-mark.module.css';

/** A board with a cable on it: the same mark as on the sign-in page. */
export function BrandMark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect className={styles.board} width="32" height="32" rx="8" />
      <circle className={styles.socket} cx="22" cy="10" r="2.5" />
      <circle className={styles.socket} cx="10" cy="22" r="2.5" />
      <path className={styles.cable} d="M10 10v3c0 6 12 0 12 6v3" />
      <circle className={styles.plug} cx="10" cy="10" r="3" />
      <circle className={styles.plug} cx="22" cy="22" r="3" />
    </svg>
  );
}
