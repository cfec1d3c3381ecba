import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { agentsQuery } from '../../api/agents.ts';
import { featuresQuery } from '../../api/features.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import type { ExplainBody } from '../../api/routing.ts';
import { useApi } from '../../areas/area.tsx';
import form from '../../components/form.module.css';
import { explain } from '../../strings/explain.ts';
import styles from './explain.module.css';

const texts = explain.fields;
type Operation = NonNullable<ExplainBody['operation']>;

export function QuestionForm({ isBusy, onAsk }: { isBusy: boolean; onAsk: (asked: ExplainBody) => void }) {
  const api = useApi();
  const agents = useQuery(agentsQuery(api)).data?.items ?? [];
  const features = useQuery(featuresQuery(api)).data?.items ?? [];
  const configs = useQuery(modelConfigsQuery(api)).data?.items ?? [];
  const [values, setValues] = useState<Values>({ model: '', feature: '', agent: '', operation: 'chat' });
  const ask = (event: FormEvent) => {
    event.preventDefault();
    onAsk(toBody(values));
  };
  const names = [
    ...configs
      .filter(({ is_embedding }) => is_embedding === (values.operation === 'embedding'))
      .map(({ name }) => name),
    ...features.flatMap(({ model_aliases: aliases }) => aliases),
  ];
  return (
    <form className={styles.question} onSubmit={ask}>
      <div className={form.row}>
        <OneOrNone
          label={texts.agent}
          none={texts.noAgent}
          items={agents}
          value={values.agent}
          onChoose={(agent) => setValues({ ...values, agent })}
        />
        <OneOrNone
          label={texts.feature}
          none={texts.noFeature}
          items={features}
          value={values.feature}
          onChoose={(feature) => {
            const operation = features.find(({ id }) => id === feature)?.operation ?? values.operation;
            setValues({ ...values, feature, operation });
          }}
        />
        <NativeSelect
          label={texts.operation}
          value={values.operation}
          onChange={(event) => setValues({ ...values, operation: event.currentTarget.value as Operation })}
          data={[
            { value: 'chat', label: texts.operations.chat },
            { value: 'embedding', label: texts.operations.embedding },
          ]}
        />
        <ModelField
          value={values.model}
          names={names}
          onChange={(model) => setValues({ ...values, model })}
        />
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {explain.ask}
        </Button>
      </div>
    </form>
  );
}

interface Values {
  model: string;
  feature: string;
  agent: string;
  operation: Operation;
}

/** What is empty is not asked about. */
function toBody({ operation, feature, agent, ...values }: Values): ExplainBody {
  const model = values.model.trim();
  return {
    operation,
    ...(model !== '' && { model }),
    ...(feature !== '' && { feature }),
    ...(agent !== '' && { agent_id: agent }),
  };
}

interface OneOrNoneProps {
  label: string;
  none: string;
  items: readonly { id: string; name: string }[];
  /** Empty: none. */
  value: string;
  onChoose: (id: string) => void;
}

function OneOrNone({ label, none, items, value, onChoose }: OneOrNoneProps) {
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => onChoose(event.currentTarget.value)}
      data={[{ value: '', label: none }, ...items.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}

interface ModelFieldProps {
  value: string;
  /** What is known and could be meant; anything else can be written. */
  names: readonly string[];
  onChange: (value: string) => void;
}

function ModelField({ value, names, onChange }: ModelFieldProps) {
  const known = useId();
  return (
    <>
      <TextInput
        label={texts.model}
        placeholder={texts.modelHelp}
        list={known}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={known}>
        {[...new Set(names)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
