import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../icons/icon.tsx';
import type { Box } from './board-cables.ts';
import styles from './board-picture.module.css';
import { asListItem } from './svg-roles.ts';

export interface NodeLine {
  text: string;
  look: 'name' | 'soft' | 'code' | 'state';
}

interface BoardNodeProps {
  box: Box;
  kind: 'source' | 'model' | 'account';
  icon?: IconName;
  lines: readonly NodeLine[];
  health: string;
  isApart?: boolean;
  isLit: boolean | undefined;
  /** What wraps it: a link, or something that can at least have the focus. */
  within: (picture: ReactNode) => ReactNode;
}

const inset = 12;
const fadeWidth = 18;
const iconSize = 16;
const lineHeight = 16;
const dotWidth = 12;

/** What stands at the end of a cable. Text that is too long fades out; whoever follows the cable reads all of it. */
export function BoardNode({ box, kind, icon, lines, health, isApart, isLit, within }: BoardNodeProps) {
  const { x, y, width, height } = box;
  const textFrom = textStart(icon !== undefined);
  const textWidth = width - textFrom;
  const firstLine = (height - (lines.length - 1) * lineHeight) / 2 + 4.5;
  return (
    <g
      className={styles.node}
      {...asListItem}
      transform={`translate(${x} ${y})`}
      data-kind={kind}
      data-health={health}
      data-apart={isApart}
      data-lit={isLit}
    >
      {within(
        <>
          <rect className={styles.body} width={width} height={height} rx={8} />
          {icon && (
            <g className={styles.icon} transform={`translate(${inset - 2} ${(height - iconSize) / 2})`}>
              <Icon name={icon} size={iconSize} />
            </g>
          )}
          <svg className={styles.lines} x={textFrom} width={textWidth} height={height} aria-hidden="true">
            <g mask={`url(#${maskOf(kind)})`}>
              {lines.map(({ text, look }, index) => {
                const baseline = firstLine + index * lineHeight;
                return (
                  <g key={look}>
                    {look === 'state' && <circle className={styles.dot} cx={4} cy={baseline - 4} r={3.5} />}
                    <text className={styles[look]} x={look === 'state' ? dotWidth : 0} y={baseline}>
                      {text}
                    </text>{' '}
                  </g>
                );
              })}
            </g>
          </svg>
        </>,
      )}
    </g>
  );
}

const textStart = (hasIcon: boolean) => (hasIcon ? inset + iconSize + 8 : inset);

const maskOf = (kind: BoardNodeProps['kind']) => `board-fade-${kind}`;

/** How the text of one column ends where it is too long: SVG knows no ellipsis. */
export function BoardFade({ kind, width }: Pick<BoardNodeProps, 'kind'> & { width: number }) {
  const until = width - textStart(kind === 'source') - 4;
  const id = maskOf(kind);
  return (
    <defs>
      <linearGradient id={`${id}-edge`}>
        <stop offset={0} stopColor="white" />
        <stop offset={1} stopColor="black" />
      </linearGradient>
      <mask id={id} maskUnits="userSpaceOnUse" x={0} y={0} width={until} height={100}>
        <rect width={until - fadeWidth} height={100} fill="white" />
        <rect x={until - fadeWidth} width={fadeWidth} height={100} fill={`url(#${id}-edge)`} />
      </mask>
    </defs>
  );
}
