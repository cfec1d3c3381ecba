import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Credential } from '../../api/credentials.ts';
import { createModelConfig, type ModelConfig } from '../../api/model-configs.ts';
import { type ApiProblem, toProblem } from '../../api/problem.ts';
import { useChange } from '../../areas/area.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { connect } from '../../strings/connect.ts';
import styles from './name-models.module.css';
import { nameOf, type Selected, toConfigBody } from './selection.ts';

const texts = connect.names;
const chat = 'chat';
const embedding = 'embedding';
/** In place of a model: the default stays as it is. */
const asItIs = '';

/** What was made of the selection so far, by model. */
export type Made = ReadonlyMap<string, ModelConfig>;

interface NameModelsProps {
  account: Credential;
  configs: readonly ModelConfig[];
  selected: readonly Selected[];
  onSelect: (selected: readonly Selected[]) => void;
  onBack: () => void;
  made: Made;
  onMade: (made: Made) => void;
  onComplete: () => void;
}

export function NameModels(props: NameModelsProps) {
  const { account, configs, selected, onSelect, onBack } = props;
  const chatModels = selected.filter(({ isEmbedding }) => !isEmbedding);
  const current = findDefault(configs, account.agent_id, false);
  const [chosenDefault, setChosenDefault] = useState<string>();
  const wanted = chosenDefault ?? (current ? asItIs : (chatModels[0]?.model ?? asItIs));
  const making = useMaking(props, wanted);
  const change = (model: string, to: Partial<Selected>) =>
    onSelect(selected.map((one) => (one.model === model ? { ...one, ...to } : one)));
  return (
    <Panel title={texts.title}>
      <form
        className={styles.body}
        onSubmit={(event) => {
          event.preventDefault();
          void making.make();
        }}
      >
        <p className={styles.soft}>{texts.body}</p>
        <ul className={styles.models}>
          {selected.map((one) => (
            <NameRow
              key={one.model}
              selected={one}
              takesDeployment={account.provider === 'azure_openai'}
              problem={making.failed?.model === one.model ? making.failed.problem : undefined}
              onChange={(to) => change(one.model, to)}
            />
          ))}
        </ul>
        {chatModels.length > 0 && (
          <NativeSelect
            label={texts.default}
            description={texts.defaultHelp}
            value={wanted}
            data={[
              { value: asItIs, label: current ? texts.keep(current.name) : texts.noDefault },
              ...chatModels.map((one) => ({ value: one.model, label: nameOf(one) })),
            ]}
            onChange={(event) => setChosenDefault(event.currentTarget.value)}
          />
        )}
        {making.failed && <ProblemNotice problem={making.failed.problem} />}
        <div className={styles.actions}>
          <Button variant="default" disabled={making.isBusy} onClick={onBack}>
            {texts.back}
          </Button>
          <Button type="submit" loading={making.isBusy}>
            {texts.complete}
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface NameRowProps {
  selected: Selected;
  takesDeployment: boolean;
  problem: ApiProblem | undefined;
  onChange: (to: Partial<Selected>) => void;
}

function NameRow({ selected, takesDeployment, problem, onChange }: NameRowProps) {
  const { model, name, isEmbedding, deployment } = selected;
  return (
    <li className={styles.model}>
      <TextInput
        label={texts.label(model)}
        placeholder={model}
        value={name}
        maxLength={200}
        autoComplete="off"
        error={problem && (problem.fields['name'] ?? problem.code === 'name_taken')}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      {takesDeployment && (
        <TextInput
          label={texts.deployment(model)}
          placeholder={texts.deploymentHelp}
          value={deployment}
          autoComplete="off"
          onChange={(event) => onChange({ deployment: event.currentTarget.value })}
        />
      )}
      <NativeSelect
        aria-label={texts.kind(model)}
        value={isEmbedding ? embedding : chat}
        data={[
          { value: chat, label: texts.chat },
          { value: embedding, label: connect.models.embedding },
        ]}
        onChange={(event) => onChange({ isEmbedding: event.currentTarget.value === embedding })}
      />
    </li>
  );
}

/** One after the other; what was made before one failed is not made again. */
function useMaking(
  { account, configs, selected, made, onMade, onComplete }: NameModelsProps,
  wantedDefault: string,
) {
  const creation = useChange(createModelConfig);
  const [failed, setFailed] = useState<{ model: string; problem: ApiProblem }>();
  const [isBusy, setBusy] = useState(false);
  const place = {
    provider: account.provider ?? 'openai',
    llm_credentials_id: account.id,
    agent_id: account.agent_id,
  } as const;
  // Vectors of different models do not mix: a default that is there stays.
  const hasDefaultEmbedding = findDefault(configs, account.agent_id, true) !== undefined;

  async function make() {
    setBusy(true);
    setFailed(undefined);
    const done = new Map(made);
    const firstEmbedding = selected.find(({ isEmbedding }) => isEmbedding)?.model;
    for (const one of selected) {
      if (done.has(one.model)) continue;
      const isDefault = one.isEmbedding
        ? !hasDefaultEmbedding && one.model === firstEmbedding
        : one.model === wantedDefault;
      try {
        done.set(one.model, await creation.mutateAsync(toConfigBody(one, place, isDefault)));
      } catch (error) {
        setFailed({ model: one.model, problem: toProblem(error) });
        break;
      }
    }
    onMade(done);
    setBusy(false);
    if (selected.every(({ model }) => done.has(model))) onComplete();
  }
  return { make, failed, isBusy };
}

function findDefault(configs: readonly ModelConfig[], agentId: string | null, ofEmbeddings: boolean) {
  return configs.find(
    (config) => config.is_default && config.is_embedding === ofEmbeddings && config.agent_id === agentId,
  );
}
