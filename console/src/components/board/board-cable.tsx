import type { Cable } from './board-cables.ts';
import styles from './board-picture.module.css';

interface BoardCableProps {
  cable: Cable;
  health: string;
  /** Undefined while nothing is followed. */
  isLit: boolean | undefined;
  onPoint: (key: string | undefined) => void;
}

/** One cable, wide enough to be pointed at; the nodes at its ends are what the keyboard reaches. */
export function BoardCable({ cable, health, isLit, onPoint }: BoardCableProps) {
  const { kind, path, isSpare, sources, from } = cable;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what pointing at it shows is shown at its ends, by focus too
    <g
      className={styles.cable}
      data-health={health}
      data-kind={kind}
      data-spare={isSpare}
      data-idle={kind === 'lies' && sources.length === 0}
      data-lit={isLit}
      onMouseEnter={() => onPoint(from)}
      onMouseLeave={() => onPoint(undefined)}
    >
      <path className={styles.reach} d={path} />
      <path className={styles.halo} d={path} />
      <path className={styles.wire} d={path} />
    </g>
  );
}

/** Its plugs, which are over the nodes that they are in. */
export function BoardPlugs({
  cable: { kind, plugs, sources },
  health,
  isLit,
}: Omit<BoardCableProps, 'onPoint'>) {
  const isIdle = kind === 'lies' && sources.length === 0;
  return (
    <g className={styles.cable} data-health={health} data-kind={kind} data-lit={isLit}>
      {plugs.map(({ x, y }) => (
        <circle key={`${x} ${y}`} className={styles.plug} cx={x} cy={y} r={isIdle ? 2.5 : 4} />
      ))}
    </g>
  );
}
