import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toProblem } from '../../api/problem.ts';
import { type Explanation, explanationQuery, fallbackQuery, modeQuery } from '../../api/routing.ts';
import { useApi, useArea } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { ConnectButton } from '../../components/connect-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { type Fact, Facts } from '../../components/facts.tsx';
import { Panel } from '../../components/panel.tsx';
import { overview } from '../../strings/overview.ts';
import { pages } from '../../strings/pages.ts';

const texts = overview.serving;

/** What a call would meet that names no model: asked of the very rules that calls go by. */
export function ServingPanel() {
  const api = useApi();
  const explanation = useQuery({
    ...explanationQuery(api, { operation: 'chat' }),
    // That no model serves is an answer here, and no failure.
    throwOnError: false,
  });
  const serves = toProblem(explanation.error).code !== 'model_not_found';
  return (
    <Panel title={texts.title}>
      {serves ? (
        <Async query={explanation} what={texts.title} skeleton={<ServingSkeleton />}>
          {(found) => <Serving explanation={found} />}
        </Async>
      ) : (
        <EmptyState icon="plug" title={texts.none} action={<ConnectButton label={pages.connect} isMain />}>
          {texts.noneMeaning}
        </EmptyState>
      )}
    </Panel>
  );
}

function Serving({ explanation }: { explanation: Explanation }) {
  const { platform } = useArea();
  const [target] = explanation.targets;
  const facts: Fact[] = [];
  if (target) {
    const { owner, payer } = target;
    facts.push(
      {
        label: texts.defaultModel,
        value: target.name ?? target.model,
        note: owner === 'own' ? texts.owner.own : texts.owner.managed(platform.name),
      },
      {
        label: texts.host,
        value: target.host,
        note: target.leaves_network ? texts.leaves : texts.stays,
      },
      { label: texts.payer.label, value: texts.payer[payer] },
    );
  }
  return <Facts facts={[...facts, ...useModeFacts()]} />;
}

function useModeFacts(): Fact[] {
  const { api, platform } = useArea();
  const mode = useQuery(modeQuery(api)).data?.mode;
  const policy = useQuery(fallbackQuery(api)).data?.effective_policy;
  const waiting = <Skeleton height={14} my={4} width="60%" />;
  const modeMeaning = mode === 'byo' ? texts.modeMeaning.byo : texts.modeMeaning.bundled(platform.name);
  return [
    { label: texts.mode, value: mode ? texts.modes[mode] : waiting, note: mode ? modeMeaning : waiting },
    {
      label: texts.failure,
      value: policy
        ? policy === 'managed'
          ? texts.policies.managed(platform.name)
          : texts.policies[policy]
        : waiting,
    },
  ];
}

function ServingSkeleton() {
  const line = (width: string) => <Skeleton height={14} my={4} width={width} />;
  const labels = [texts.defaultModel, texts.host, texts.payer.label, texts.mode, texts.failure];
  return <Facts facts={labels.map((label) => ({ label, value: line('60%'), note: line('40%') }))} />;
}
