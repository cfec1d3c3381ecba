import { type FormEvent, useState } from 'react';
import { type Budget, putBudget } from '../../api/budgets.ts';
import { useArea, useChange } from '../../areas/area.tsx';
import { useWholeTenant } from '../../areas/use-whole-tenant.ts';
import { Dialog } from '../../components/dialog.tsx';
import form from '../../components/form.module.css';
import { FormEnd } from '../../components/form-end.tsx';
import { Note } from '../../components/note.tsx';
import { budgets } from '../../strings/budgets.ts';
import { AmountFields } from './amount-fields.tsx';
import { type BudgetDraft, findSame, newBudget, parsePercents, toBody, toDraft } from './budget-draft.ts';
import { useBudgetScope } from './describe-budget.ts';
import { ScopeFields } from './scope-fields.tsx';

const texts = budgets.form;

interface BudgetDialogProps {
  /** The one to change; undefined: a new one. What it counts stays: with another scope it is another budget. */
  budget: Budget | undefined;
  existing: readonly Budget[];
  onClose: () => void;
}

export function BudgetDialog({ budget, existing, onClose }: BudgetDialogProps) {
  const isOperator = useArea().session.role === 'operator';
  const scopeOf = useBudgetScope();
  const wholeTenant = useWholeTenant();
  const [draft, setDraft] = useState(budget ? toDraft(budget) : newBudget);
  const change = useChange(() => putBudget(toBody(draft)), draft.isWhole ? wholeTenant : undefined);
  const same = budget ? undefined : findSame(existing, draft);
  const areNumbers = parsePercents(draft.notifyAt) !== undefined;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (areNumbers) change.mutate(undefined, { onSuccess: onClose });
  };
  const fields = {
    draft,
    problem: change.error,
    onEdit: (edit: Partial<BudgetDraft>) => setDraft((before) => ({ ...before, ...edit })),
  };
  return (
    <Dialog opened onClose={onClose} title={budget ? texts.change : texts.create} size="lg">
      <form className={form.form} onSubmit={save}>
        {budget ? (
          <p>
            <b>{scopeOf(budget)}</b>
            <br />
            {budgets.title(budget.measure, budget.per)}
          </p>
        ) : (
          <ScopeFields {...fields} isOperator={isOperator} />
        )}
        <AmountFields {...fields} areNumbers={areNumbers} isNew={budget === undefined} />
        {same && (
          <Note tone="accent" icon="gauge">
            {texts.same}
          </Note>
        )}
        <FormEnd change={change} onCancel={onClose}>
          {budget || same ? texts.save : budgets.create}
        </FormEnd>
      </form>
    </Dialog>
  );
}
