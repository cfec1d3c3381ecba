import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CheckTarget, validateStored } from '../../api/checks.ts';
import type { Credential } from '../../api/credentials.ts';
import { type ModelConfig, modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi } from '../../areas/area.tsx';
import { CheckReport } from '../../components/account/check-report.tsx';
import { fullLadder, shortLadder } from '../../components/account/ladder.tsx';
import { useCheck } from '../../components/account/use-check.ts';
import { Panel } from '../../components/panel.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { checks } from '../../strings/checks.ts';
import styles from './account.module.css';

const texts = accountPage.test;
/** No model: only what the account itself has to do. */
const listing = '';

export function TestPanel({ account }: { account: Credential }) {
  const configs = useQuery(modelConfigsQuery(useApi()));
  const onIt = (configs.data?.items ?? []).filter(({ llm_credentials_id: id }) => id === account.id);
  const [chosen, setChosen] = useState(listing);
  const config = onIt.find(({ id }) => id === chosen);
  const check = useCheck();
  const run = () => check.run((signal) => validateStored(account.id, targetOf(account, config), signal));
  return (
    <Panel title={texts.title}>
      <div className={styles.stack}>
        {!check.isRunning && check.rungs.length === 0 && !check.problem && (
          <p className={styles.soft}>{account.enabled ? texts.empty : texts.disabled}</p>
        )}
        <div className={styles.line}>
          {onIt.length > 0 && (
            <NativeSelect
              aria-label={texts.what}
              className={styles.grow}
              value={chosen}
              data={[
                { value: listing, label: texts.listing },
                ...onIt.map(({ id, name }) => ({ value: id, label: texts.full(name) })),
              ]}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
          )}
          <Button loading={check.isRunning} onClick={run}>
            {texts.run}
          </Button>
          {check.isRunning && (
            <Button variant="default" onClick={check.cancel}>
              {checks.cancel}
            </Button>
          )}
        </div>
        <CheckReport check={check} expected={config && !config.is_embedding ? fullLadder : shortLadder} />
      </div>
    </Panel>
  );
}

function targetOf({ provider }: Credential, config: ModelConfig | undefined): CheckTarget {
  if (!config) return provider === null ? {} : { provider };
  const { deployment_name: deployment, model_name: model, is_embedding: isEmbedding } = config;
  const asked = { provider: config.provider, model_name: deployment ?? model };
  return isEmbedding ? { ...asked, is_embedding: true } : { ...asked, full: true };
}
