import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Agent } from '../../api/agents.ts';
import { credentialsQuery } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { useArea, usePlace } from '../../areas/area.tsx';
import { Panel } from '../../components/panel.tsx';
import { Snippet } from '../../components/snippet.tsx';
import { agents } from '../../strings/agents.ts';
import styles from './agents.module.css';

const texts = agents.setup;

/** How a program calls as this agent. */
export function AgentUse({ agent }: { agent: Agent }) {
  const { api, platform } = useArea();
  const place = usePlace();
  const configs = useQuery(modelConfigsQuery(api)).data?.items ?? [];
  const credentials = useQuery(credentialsQuery(api)).data?.items ?? [];
  const [account, setAccount] = useState('');
  const isSeen = ({ agent_id: owner }: { agent_id: string | null }) =>
    owner === agent.id || (owner === null && agent.inherit);
  const accounts = credentials.filter((credential) => isSeen(credential) && credential.enabled);
  const onAccount = configs.find(
    (config) => isSeen(config) && config.enabled && !config.is_embedding && config.provider_id === account,
  );
  const model = account === '' ? 'default' : (onAccount?.name ?? texts.modelHere);
  return (
    <Panel title={texts.use}>
      <div className={styles.use}>
        <p>
          {texts.useHelp}{' '}
          <Link to="/t/$tenant/$environment/tokens" params={place} search={{ agent: agent.id }}>
            {texts.createToken}
          </Link>
        </p>
        {accounts.length > 0 && (
          <NativeSelect
            className={styles.model}
            label={texts.through}
            value={account}
            onChange={(event) => setAccount(event.currentTarget.value)}
            data={[
              { value: '', label: texts.anyAccount },
              ...accounts.map(({ provider_id: providerId, name }) => ({ value: providerId, label: name })),
            ]}
          />
        )}
        <Snippet
          call={{
            publicUrl: platform.public_url,
            model,
            ...(account !== '' && { providerId: account }),
          }}
        />
      </div>
    </Panel>
  );
}
