import { Menu, Table } from '@mantine/core';
import { type Budget, deleteBudget } from '../../api/budgets.ts';
import { useArea, useChange } from '../../areas/area.tsx';
import { useWholeTenant } from '../../areas/use-whole-tenant.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import cells from '../../components/cells.module.css';
import { formatCount, formatTenths } from '../../components/numbers.ts';
import { RowMenu } from '../../components/row-menu.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { budgets as texts } from '../../strings/budgets.ts';
import styles from './budgets.module.css';
import { describeUse, useBudgetScope } from './describe-budget.ts';

interface BudgetRowProps {
  budget: Budget;
  manages: boolean;
  onChange: () => void;
}

export function BudgetRow({ budget, manages, onChange }: BudgetRowProps) {
  const { platform, session } = useArea();
  const scope = useBudgetScope()(budget);
  const isPlatforms = budget.set_by === 'platform';
  const title = texts.title(budget.measure, budget.per);
  return (
    <Table.Tr>
      <Table.Td className={cells.words}>
        <span className={cells.name}>{scope}</span>
        <span className={cells.under}>{title}</span>
        {isPlatforms && <Badge tone="idle">{texts.byPlatform(platform.name)}</Badge>}
      </Table.Td>
      <Table.Td className={styles.used}>
        <Use budget={budget} />
      </Table.Td>
      <Table.Td className={styles.consequence}>
        {budget.hard ? texts.hard : texts.soft}
        <span className={cells.under}>{budget.hard ? texts.isHard : texts.isSoft}</span>
      </Table.Td>
      <Table.Td className={cells.soft}>
        <Parts budget={budget} />
      </Table.Td>
      <Table.Td className={cells.soft}>
        <TimeAgo at={budget.resets_at} />
      </Table.Td>
      {manages && (
        <Table.Td>
          {(!isPlatforms || session.role === 'operator') && (
            <BudgetMenu budget={budget} title={`${scope}, ${title}`} onChange={onChange} />
          )}
        </Table.Td>
      )}
    </Table.Tr>
  );
}

function Use({ budget }: { budget: Budget }) {
  const { used_percent: percent, is_spent: isSpent, unpriced_tokens: unpriced, measure } = budget;
  return (
    <>
      {describeUse(budget)}
      <span className={styles.bar} data-tone={toneOf(budget)} aria-hidden="true">
        <span style={{ width: `${Math.min(100, percent)}%` }} />
      </span>
      <span className={styles.percent}>
        {texts.percent(formatTenths(percent))}
        {isSpent && <Badge tone="broken">{texts.isSpent}</Badge>}
      </span>
      {measure === 'money' && unpriced > 0 && (
        <span className={cells.under}>{texts.unpriced(formatCount(unpriced))}</span>
      )}
    </>
  );
}

function toneOf({ used_percent: percent, is_spent: isSpent, notify_at: parts }: Budget): Tone {
  if (isSpent) return 'broken';
  return parts.some((part) => percent >= part) ? 'waiting' : 'accent';
}

/** At which parts it is told, and which of them are behind it. */
function Parts({ budget: { notify_at: parts, used_percent: percent } }: { budget: Budget }) {
  if (parts.length === 0) return texts.nobody;
  const list = (some: readonly number[]) => some.map((part) => texts.percent(String(part))).join(', ');
  const reached = parts.filter((part) => percent >= part);
  const ahead = parts.filter((part) => percent < part);
  return (
    <>
      {reached.length > 0 && texts.reached(list(reached))}
      {ahead.length > 0 && (
        <span className={reached.length > 0 ? cells.under : undefined}>
          {reached.length > 0 ? texts.next(list(ahead)) : list(ahead)}
        </span>
      )}
    </>
  );
}

interface BudgetMenuProps {
  budget: Budget;
  title: string;
  onChange: () => void;
}

function BudgetMenu({ budget, title, onChange }: BudgetMenuProps) {
  const wholeTenant = useWholeTenant();
  const change = useChange(
    () => deleteBudget(budget.id),
    budget.environment === null ? wholeTenant : undefined,
  );
  return (
    <span className={cells.actions}>
      <RowMenu
        label={texts.actions(title)}
        removal={{
          label: texts.remove,
          title: texts.removeTitle(title),
          meaning: texts.removeMeaning,
          change,
        }}
      >
        <Menu.Item onClick={onChange}>{texts.change}</Menu.Item>
      </RowMenu>
    </span>
  );
}
