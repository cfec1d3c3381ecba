import { Loader, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type AssignmentBody, assignFeature, type Feature, type FeatureWarning } from '../../api/features.ts';
import type { ModelConfig } from '../../api/model-configs.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useChange, useMay } from '../../areas/area.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { features } from '../../strings/features.ts';
import styles from './features.module.css';

const texts = features.choices;

interface AssignmentProps {
  feature: Feature;
  configs: readonly ModelConfig[];
  /** Of all features that run on the default. */
  warningsOfDefault: readonly FeatureWarning[];
}

/** Which model serves a feature: chosen in place, and refused in place with each need that is missing. */
export function Assignment({ feature, configs, warningsOfDefault }: AssignmentProps) {
  const mayAssign = useMay('features.assign');
  const [tried, setTried] = useState('');
  const change = useChange((value: string) => assignFeature(feature.id, toBody(value)));
  const fitting = configs.filter((config) => isServable(feature, config));
  const stored = storedChoice(feature);
  const warnings = change.data?.warnings ?? [];
  const all = stored === 'default' ? warningsOfDefault : warnings;
  return (
    <div className={styles.assignment}>
      <NativeSelect
        aria-label={features.modelOf(feature.name)}
        disabled={!mayAssign || change.isPending}
        rightSection={change.isPending ? <Loader size={14} /> : undefined}
        value={stored}
        onChange={({ currentTarget: { value } }) => {
          setTried(configs.find(({ id }) => id === value)?.name ?? '');
          change.mutate(value);
        }}
      >
        <option value="default">{texts.default}</option>
        {(fitting.length > 0 || feature.assignment === 'config') && (
          <optgroup label={texts.models}>
            {fitting.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {feature.assignment === 'config' && !fitting.some(({ id }) => id === stored) && (
              <option value={stored}>{configs.find(({ id }) => id === stored)?.name ?? texts.gone}</option>
            )}
          </optgroup>
        )}
        <option value="off">{texts.off}</option>
      </NativeSelect>
      {change.error ? (
        <Refusal model={tried} problem={change.error} />
      ) : (
        <Warnings warnings={all.filter(({ feature_id: id }) => id === feature.id)} />
      )}
    </div>
  );
}

function Refusal({ model, problem }: { model: string; problem: ApiProblem }) {
  const needs = Object.entries(problem.fields);
  if (problem.code !== 'feature_unsupported' || needs.length === 0)
    return <ProblemNotice problem={problem} />;
  return (
    <div role="alert" className={styles.refusal}>
      <p className={styles.name}>{features.refused(model)}</p>
      <ul className={styles.list}>
        {needs.map(([need, detail]) => (
          <li key={need}>{detail}</li>
        ))}
      </ul>
    </div>
  );
}

/** That there is no model at all `ServedBy` says, by the rules that calls go by. */
function Warnings({ warnings }: { warnings: readonly FeatureWarning[] }) {
  return (['not_met', 'unknown'] as const).map((status) => {
    const needs = warnings.flatMap((warning) =>
      warning.status === status && warning.need !== 'model' ? [features.unmet[warning.need]] : [],
    );
    if (needs.length === 0) return null;
    return (
      <p key={status} className={styles.warning} data-status={status}>
        {features.warnings[status](needs.join(', '))}
      </p>
    );
  });
}

/** What else a feature needs of it the server says, with its reason. */
function isServable({ operation }: Feature, { agent_id, is_embedding, enabled }: ModelConfig): boolean {
  return agent_id === null && enabled && is_embedding === (operation === 'embedding');
}

function storedChoice({ assignment = 'default', llm_config_id: id }: Feature): string {
  return assignment === 'config' ? (id ?? 'default') : assignment;
}

function toBody(value: string): AssignmentBody {
  if (value === 'default') return { default: true };
  return value === 'off' ? { off: true } : { llm_config_id: value };
}
