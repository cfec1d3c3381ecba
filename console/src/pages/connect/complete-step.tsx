import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type CheckResult, validateStored } from '../../api/checks.ts';
import type { Credential } from '../../api/credentials.ts';
import type { ModelConfig } from '../../api/model-configs.ts';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import { CheckReport } from '../../components/account/check-report.tsx';
import { fullLadder } from '../../components/account/ladder.tsx';
import { useCheck } from '../../components/account/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Panel } from '../../components/panel.tsx';
import { connect } from '../../strings/connect.ts';
import { managedModels } from '../../strings/managed-models.ts';
import styles from './complete-step.module.css';
import { FeatureFit } from './feature-fit.tsx';
import { UsePanel } from './use-panel.tsx';

const texts = connect.complete;

interface CompleteStepProps {
  account: Credential;
  made: readonly ModelConfig[];
}

/** Tries the model with everything that features need; then it can take over. */
export function CompleteStep({ account, made }: CompleteStepProps) {
  const chatModels = made.filter(({ is_embedding: isEmbedding }) => !isEmbedding);
  const tried = chatModels.find(({ is_default: isDefault }) => isDefault) ?? chatModels[0];
  const isOfTenant = useTenantPlace() !== undefined;
  const check = useCheck();
  const climb = (config: ModelConfig) => {
    const { provider, deployment_name, model_name } = config;
    const target = { provider, model_name: deployment_name ?? model_name, full: true };
    return check.run((signal) => validateStored(account.id, target, signal));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: tried once, when its turn has come
  useEffect(() => {
    if (tried) void climb(tried);
  }, []);
  return (
    <>
      <Panel
        title={texts.title}
        aside={
          tried &&
          !check.isRunning && (
            <Button variant="default" size="compact-sm" onClick={() => climb(tried)}>
              {texts.again}
            </Button>
          )
        }
      >
        <div className={styles.body}>
          <p>{texts.named(made.map(({ name }) => name).join(', '))}</p>
          <p className={styles.soft}>
            {tried ? (check.isRunning ? texts.checking : texts.checked)(tried.name) : texts.embeddingOnly}
          </p>
          <div className={styles.halves}>
            <CheckReport check={check} expected={fullLadder} />
            {check.result?.report_card && <ReportCard lines={check.result.report_card} />}
          </div>
        </div>
      </Panel>
      {isOfTenant && account.agent_id === null && <FeatureFit />}
      {isOfTenant ? (
        <UsePanel agentId={account.agent_id} model={tried ?? made[0]} isChecking={check.isRunning} />
      ) : (
        <ManagedNow />
      )}
    </>
  );
}

/** The platform’s own models need no switch: they serve wherever managed ones do. */
function ManagedNow() {
  const { title, body, open } = managedModels.connected;
  return (
    <Panel title={title}>
      <p>{body}</p>
      <Link to="/operator/managed-models">{open}</Link>
    </Panel>
  );
}

const tones = { met: 'healthy', not_met: 'broken', unknown: 'idle' } as const;

/** What is asked of every model; what single features ask is theirs to show. */
function ReportCard({ lines }: { lines: NonNullable<CheckResult['report_card']> }) {
  const seen = new Set<string>();
  const general = lines.filter(({ need }) => !seen.has(need) && seen.add(need));
  return (
    <div>
      <h3 className={styles.heading}>{texts.needs}</h3>
      <dl className={styles.card}>
        {general.map(({ need, status, detail }) => (
          <div key={need} className={styles.line}>
            <dt>{texts.needNames[need] ?? need}</dt>
            <dd>
              <Badge tone={tones[status]}>{texts.needStatuses[status]}</Badge>
            </dd>
            <dd className={styles.detail}>{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
