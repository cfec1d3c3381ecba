import { board } from '../../strings/board.ts';
import styles from './board-picture.module.css';

const samples = [
  { key: 'well', health: 'well', isSpare: false },
  { key: 'unknown', health: 'unknown', isSpare: false },
  { key: 'failing', health: 'failing', isSpare: false },
  { key: 'off', health: 'off', isSpare: false },
  { key: 'next', health: 'well', isSpare: true },
] as const;

export function BoardLegend() {
  return (
    <ul className={styles.legend}>
      {samples.map(({ key, health, isSpare }) => (
        <li key={key}>
          <svg width={28} height={8} aria-hidden="true" focusable="false">
            <g className={styles.cable} data-health={health} data-spare={isSpare}>
              <path className={styles.wire} d="M2 4h24" />
            </g>
          </svg>
          {board.legend[key]}
        </li>
      ))}
    </ul>
  );
}
