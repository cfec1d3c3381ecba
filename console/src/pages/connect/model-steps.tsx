import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type CheckResult, validateStored } from '../../api/checks.ts';
import { type Credential, credentialQuery } from '../../api/credentials.ts';
import { type ModelConfig, modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi } from '../../areas/area.tsx';
import { useCheck } from '../../components/account/use-check.ts';
import { Async } from '../../components/async.tsx';
import { connect } from '../../strings/connect.ts';
import { ChooseModels } from './choose-models.tsx';
import { CompleteStep } from './complete-step.tsx';
import { type Made, NameModels } from './name-models.tsx';
import { type Selected, toSelected } from './selection.ts';

/** What the test before saving found; undefined: this page was opened for an account that was there already. */
export type Listed = CheckResult | 'untested';

interface ModelStepsProps {
  accountId: string;
  listed: Listed | undefined;
  /** A model that was pasted along with the account. */
  wanted: string | undefined;
  step: 'models' | 'names' | 'complete';
  onStep: (step: 'models' | 'names' | 'complete') => void;
}

/** From an account that is stored to models that serve. */
export function ModelSteps(props: ModelStepsProps) {
  const api = useApi();
  const account = useQuery(credentialQuery(api, props.accountId));
  const configs = useQuery(modelConfigsQuery(api));
  return (
    <Async query={account} what={connect.models.loading} skeleton={<Skeleton height={420} radius="lg" />}>
      {(found) => (
        <Async query={configs} what={connect.models.loading} skeleton={<Skeleton height={420} radius="lg" />}>
          {({ items }) => <LoadedSteps {...props} account={found} configs={items} />}
        </Async>
      )}
    </Async>
  );
}

function LoadedSteps({
  account,
  configs,
  listed,
  wanted,
  step,
  onStep,
}: ModelStepsProps & { account: Credential; configs: readonly ModelConfig[] }) {
  const [selected, setSelected] = useState<readonly Selected[]>(wanted ? [toSelected(wanted)] : []);
  const [made, setMade] = useState<Made>(new Map());
  const check = useCheck();
  const ask = () => check.run((signal) => validateStored(account.id, providerOf(account), signal));
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the page opens
  useEffect(() => {
    if (listed === undefined) void ask();
  }, []);
  const known = listed === undefined || listed === 'untested' ? check.result : listed;
  switch (step) {
    case 'models':
      return (
        <ChooseModels
          check={check}
          result={known}
          isUntested={listed === 'untested'}
          takesDeployments={account.provider === 'azure_openai'}
          taken={configs
            .filter(({ llm_credentials_id: id }) => id === account.id)
            .map(({ model_name: model }) => model)}
          selected={selected}
          onSelect={setSelected}
          onAsk={ask}
          onContinue={() => onStep('names')}
        />
      );
    case 'names':
      return (
        <NameModels
          account={account}
          configs={configs}
          selected={selected}
          onSelect={setSelected}
          onBack={() => onStep('models')}
          made={made}
          onMade={setMade}
          onComplete={() => onStep('complete')}
        />
      );
    case 'complete':
      return <CompleteStep account={account} made={[...made.values()]} />;
  }
}

const providerOf = ({ provider }: Credential) => (provider === null ? {} : { provider });
