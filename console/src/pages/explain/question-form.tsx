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
  const [values, setValues] = useState({ model: '', feature: '', agent: '', operation: 'chat' as Operation });
  const known = useId();
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const model = values.model.trim();
    onAsk({
      operation: values.operation,
      ...(model !== '' && { model }),
      ...(values.feature !== '' && { feature: values.feature }),
      ...(values.agent !== '' && { agent_id: values.agent }),
    });
  };
  const names = [
    ...configs.filter(({ is_embedding }) => is_embedding === (values.operation === 'embedding')),
    ...features.flatMap(({ model_aliases: aliases }) => aliases.map((name) => ({ id: name, name }))),
  ];
  return (
    <form className={styles.question} onSubmit={ask}>
      <div className={form.row}>
        <NativeSelect
          label={texts.agent}
          value={values.agent}
          onChange={(event) => setValues({ ...values, agent: event.currentTarget.value })}
          data={[
            { value: '', label: texts.noAgent },
            ...agents.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label={texts.feature}
          value={values.feature}
          onChange={({ currentTarget: { value } }) => {
            const operation = features.find(({ id }) => id === value)?.operation ?? values.operation;
            setValues({ ...values, feature: value, operation });
          }}
          data={[
            { value: '', label: texts.noFeature },
            ...features.map(({ id, name }) => ({ value: id, label: name })),
          ]}
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
        <TextInput
          label={texts.model}
          placeholder={texts.modelHelp}
          list={known}
          spellCheck={false}
          value={values.model}
          onChange={(event) => setValues({ ...values, model: event.currentTarget.value })}
        />
        <datalist id={known}>
          {names.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
      </div>
      <div>
        <Button type="submit" loading={isBusy}>
          {explain.ask}
        </Button>
      </div>
    </form>
  );
}
