import { NativeSelect, NumberInput, Radio, TextInput } from '@mantine/core';
import { type ApiProblem, findListProblem } from '../../api/problem.ts';
import form from '../../components/form.module.css';
import { budgets } from '../../strings/budgets.ts';
import type { BudgetDraft } from './budget-draft.ts';

const texts = budgets.form;
const measures = ['money', 'tokens', 'requests'] as const;
const pers = ['month', 'day'] as const;

interface AmountFieldsProps {
  draft: BudgetDraft;
  problem: ApiProblem | null;
  /** Whether what is written into “told at” can be read. */
  areNumbers: boolean;
  /** What a budget is measured in stays with it. */
  isNew: boolean;
  onEdit: (change: Partial<BudgetDraft>) => void;
}

/** How much, and what comes of it. */
export function AmountFields({ draft, problem, areNumbers, isNew, onEdit }: AmountFieldsProps) {
  return (
    <>
      <div className={form.row}>
        {isNew && <MeasureFields draft={draft} onEdit={onEdit} />}
        <NumberInput
          label={texts.amount}
          description={texts.amountHelp[draft.measure]}
          required
          min={0}
          decimalScale={draft.measure === 'money' ? 6 : 0}
          allowNegative={false}
          thousandSeparator=","
          hideControls
          value={draft.amount ?? ''}
          error={problem?.fields['amount']}
          onChange={(amount) => onEdit({ amount: typeof amount === 'number' ? amount : undefined })}
        />
      </div>
      <Radio.Group
        label={texts.spent}
        value={draft.hard ? 'hard' : 'soft'}
        onChange={(value) => onEdit({ hard: value === 'hard' })}
      >
        <div className={form.choices}>
          <Radio value="soft" label={texts.soft} description={texts.softHelp} />
          <Radio value="hard" label={texts.hard} description={texts.hardHelp} />
        </div>
      </Radio.Group>
      <TextInput
        label={texts.notifyAt}
        description={texts.notifyAtHelp}
        spellCheck={false}
        value={draft.notifyAt}
        error={areNumbers ? findListProblem(problem, 'notify_at') : texts.notNumbers}
        onChange={(event) => onEdit({ notifyAt: event.currentTarget.value })}
      />
    </>
  );
}

function MeasureFields({ draft, onEdit }: Pick<AmountFieldsProps, 'draft' | 'onEdit'>) {
  return (
    <>
      <NativeSelect
        label={texts.measure}
        value={draft.measure}
        onChange={({ currentTarget: { value } }) =>
          onEdit({ measure: measures.find((one) => one === value) ?? 'money' })
        }
        data={measures.map((value) => ({ value, label: texts.measures[value] }))}
      />
      <NativeSelect
        label={texts.per}
        value={draft.per}
        onChange={({ currentTarget: { value } }) => onEdit({ per: value === 'day' ? 'day' : 'month' })}
        data={pers.map((value) => ({ value, label: texts.pers[value] }))}
      />
    </>
  );
}
