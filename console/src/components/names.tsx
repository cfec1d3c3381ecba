import styles from './names.module.css';

/** Names of one kind, each on a line of its own. */
export function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return none;
  return (
    <ul className={styles.names}>
      {names.map((name) => (
        <li key={name}>{name}</li>
      ))}
    </ul>
  );
}
