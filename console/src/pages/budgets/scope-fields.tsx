import { NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { featuresQuery } from '../../api/features.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { budgets } from '../../strings/budgets.ts';
import { common } from '../../strings/common.ts';
import type { BudgetDraft } from './budget-draft.ts';

const texts = budgets.form;

interface ScopeFieldsProps {
  draft: BudgetDraft;
  problem: ApiProblem | null;
  /** Who may set one for the tenant as a whole. */
  isOperator: boolean;
  onEdit: (change: Partial<BudgetDraft>) => void;
}

/** What a new budget counts. */
export function ScopeFields({ draft, problem, isOperator, onEdit }: ScopeFieldsProps) {
  const { platform } = useArea();
  const { environment } = usePlace();
  const fields = problem?.fields ?? {};
  return (
    <fieldset className={form.section}>
      <legend>{texts.counts}</legend>
      {isOperator && (
        <NativeSelect
          label={texts.where}
          value={draft.isWhole ? 'tenant' : 'environment'}
          onChange={({ currentTarget: { value } }) => onEdit({ isWhole: value === 'tenant' })}
          data={[
            { value: 'environment', label: texts.here(common.environments[environment]) },
            { value: 'tenant', label: texts.everywhere(platform.name) },
          ]}
        />
      )}
      <div className={form.row}>
        {!draft.isWhole && <AgentSelect draft={draft} error={fields['agent_id']} onEdit={onEdit} />}
        <FeatureSelect draft={draft} error={fields['feature_id']} onEdit={onEdit} />
      </div>
      <div className={form.row}>
        <ModelInput draft={draft} error={fields['model_name']} onEdit={onEdit} />
        <NativeSelect
          label={texts.owner}
          description={texts.ownerHelp}
          value={draft.owner}
          error={fields['owner']}
          onChange={({ currentTarget: { value } }) =>
            onEdit({ owner: value === 'own' || value === 'managed' ? value : '' })
          }
          data={[
            { value: '', label: texts.anyOwner },
            { value: 'own', label: texts.ofOwner.own },
            { value: 'managed', label: texts.ofOwner.managed(platform.name) },
          ]}
        />
      </div>
    </fieldset>
  );
}

interface FieldProps {
  draft: BudgetDraft;
  error: string | undefined;
  onEdit: (change: Partial<BudgetDraft>) => void;
}

function AgentSelect({ draft, error, onEdit }: FieldProps) {
  const { data } = useQuery(agentsQuery(useArea().api));
  return (
    <NativeSelect
      label={texts.agent}
      value={draft.agent}
      error={error}
      onChange={(event) => onEdit({ agent: event.currentTarget.value })}
      data={[
        { value: '', label: texts.anyAgent },
        ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

function FeatureSelect({ draft, error, onEdit }: FieldProps) {
  const { data } = useQuery(featuresQuery(useArea().api));
  return (
    <NativeSelect
      label={texts.feature}
      value={draft.feature}
      error={error}
      onChange={(event) => onEdit({ feature: event.currentTarget.value })}
      data={[
        { value: '', label: texts.anyFeature },
        ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}

/** Any name can be written: managed models and unnamed ones are in no list of the tenant’s. */
function ModelInput({ draft, error, onEdit }: FieldProps) {
  const { data } = useQuery(modelConfigsQuery(useArea().api));
  const list = useId();
  const names = [...new Set((data?.items ?? []).map(({ model_name: name }) => name))];
  return (
    <>
      <TextInput
        label={texts.model}
        description={texts.modelHelp}
        list={list}
        spellCheck={false}
        autoComplete="off"
        value={draft.model}
        error={error}
        onChange={(event) => onEdit({ model: event.currentTarget.value })}
      />
      <datalist id={list}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
