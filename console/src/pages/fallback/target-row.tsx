import { ActionIcon } from '@mantine/core';
import type { ApiProblem } from '../../api/problem.ts';
import type { Fallback } from '../../api/routing.ts';
import { Icon } from '../../icons/icon.tsx';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';

const texts = fallback.targets;

export interface Remarks {
  warnings: Fallback['warnings'];
  problem: ApiProblem | null;
}

interface TargetRowProps extends Remarks {
  id: string;
  name: string;
  index: number;
  isLast: boolean;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

export function TargetRow({ id, name, index, isLast, onMove, onRemove, ...remarks }: TargetRowProps) {
  return (
    <li data-target={id} className={styles.target}>
      <span className={styles.position}>{index + 1}</span>
      <span className={styles.targetName}>
        {name}
        <Remark field={`targets.${index}`} {...remarks} />
      </span>
      <ActionIcon aria-label={texts.up(name)} disabled={index === 0} onClick={() => onMove(-1)}>
        <Icon name="up" size={16} />
      </ActionIcon>
      <ActionIcon aria-label={texts.down(name)} disabled={isLast} onClick={() => onMove(1)}>
        <Icon name="down" size={16} />
      </ActionIcon>
      <ActionIcon aria-label={texts.remove(name)} onClick={onRemove}>
        <Icon name="cross" size={16} />
      </ActionIcon>
    </li>
  );
}

function Remark({ field, warnings, problem }: { field: string } & Remarks) {
  const wrong = problem?.fields[field];
  const remark = wrong ?? warnings.find((warning) => warning.field === field)?.detail;
  if (remark === undefined) return null;
  return (
    <span className={styles.remark} data-tone={wrong === undefined ? 'waiting' : 'broken'}>
      {remark}
    </span>
  );
}
