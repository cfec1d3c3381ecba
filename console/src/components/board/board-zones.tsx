import { useArea } from '../../areas/area.tsx';
import { board } from '../../strings/board.ts';
import type { BoardLayout, GroupBox } from './board-layout.ts';
import styles from './board-picture.module.css';
import { asDecoration } from './svg-roles.ts';

const headingFrom = 8;
const baseline = 17;

/** What belongs together: where an account is, and what is the platform’s. */
export function BoardZones({ layout: { groups } }: { layout: BoardLayout }) {
  const { platform } = useArea();
  const house = groups.filter(({ group }) => group === 'managed');
  const others = groups.filter(({ group }) => group !== 'managed');
  const zones = [
    ...others.filter(({ column }) => column === 'accounts'),
    ...(house.length > 0 ? [unite(house)] : []),
  ];
  return (
    <g {...asDecoration}>
      {zones.map(({ group, x, y, width, height }) => (
        <rect
          key={group}
          className={styles.zone}
          data-group={group}
          x={x}
          y={y}
          width={width}
          height={height}
          rx={12}
        />
      ))}
      {others.map(({ column, group, x, y }) => (
        <text key={`${column} ${group}`} className={styles.heading} x={x + headingFrom} y={y + baseline}>
          {headings[group]}
        </text>
      ))}
      {house.map(({ column, x, y }) => (
        <text key={column} className={styles.heading} x={x + headingFrom} y={y + baseline}>
          {column === 'models'
            ? board.groups.managedModels(platform.name)
            : board.groups.managedAccounts(platform.name)}
        </text>
      ))}
    </g>
  );
}

const headings: Readonly<Record<string, string>> = {
  call: board.groups.call,
  environment: board.groups.environment,
  feature: board.groups.feature,
  agent: board.groups.agent,
  own: board.groups.own,
  inside: board.groups.inside,
  outside: board.groups.outside,
};

/** One zone for the platform’s models and accounts: the space between them belongs to it. */
function unite(groups: readonly GroupBox[]): GroupBox {
  const [first] = groups as [GroupBox];
  const x = Math.min(...groups.map((group) => group.x));
  const y = Math.min(...groups.map((group) => group.y));
  const right = Math.max(...groups.map((group) => group.x + group.width));
  const bottom = Math.max(...groups.map((group) => group.y + group.height));
  return { ...first, x, y, width: right - x, height: bottom - y };
}
