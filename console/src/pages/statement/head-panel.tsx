import type { Statement } from '../../api/statement.ts';
import { Badge } from '../../components/badge.tsx';
import { formatMonth, formatWholeDay } from '../../components/day-names.ts';
import { addDays } from '../../components/days.ts';
import { Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { common } from '../../strings/common.ts';
import { statement as words } from '../../strings/statement.ts';

const texts = words.head;

export function HeadPanel({ statement }: { statement: Statement }) {
  const { month, from, to, is_over: isOver, plan, modes, currency, prices_as_of: asOf } = statement;
  return (
    <Panel
      title={formatMonth(month)}
      aside={<Badge tone={isOver ? 'idle' : 'waiting'}>{isOver ? texts.over : texts.running}</Badge>}
    >
      <Facts
        facts={[
          { label: texts.tenant, value: statement.tenant_id },
          {
            label: texts.period,
            value: texts.days(formatWholeDay(from), formatWholeDay(addDays(to, -1))),
          },
          { label: texts.plan, value: texts.plans[plan] },
          {
            label: texts.modes,
            value: modes
              .map(({ environment, mode }) => `${common.environments[environment]}: ${texts.mode[mode]}`)
              .join(', '),
          },
          { label: texts.prices, value: texts.asOf(currency, formatWholeDay(asOf)) },
        ]}
      />
    </Panel>
  );
}
