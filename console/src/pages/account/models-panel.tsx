import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Credential } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { Async } from '../../components/async.tsx';
import { Badge } from '../../components/badge.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Panel } from '../../components/panel.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { models } from '../../strings/models.ts';
import styles from './account.module.css';

const texts = accountPage.models;

export function ModelsPanel({ account }: { account: Credential }) {
  const configs = useQuery(modelConfigsQuery(useApi()));
  const place = usePlace();
  const manages = useMay('models.manage');
  const search = { account: account.id, ...(account.agent_id !== null && { agent: account.agent_id }) };
  const add = manages && (
    <Button
      variant="default"
      size="compact-sm"
      renderRoot={(props) => (
        <Link {...props} to="/t/$tenant/$environment/connect" params={place} search={search} />
      )}
    >
      {texts.add}
    </Button>
  );
  return (
    <Panel title={texts.title} aside={add}>
      <Async query={configs} what={texts.title} skeleton={<Skeleton height={72} />}>
        {({ items }) => {
          const onIt = items.filter(({ llm_credentials_id: id }) => id === account.id);
          if (onIt.length === 0) {
            return (
              <EmptyState icon="models" title={texts.none}>
                {texts.noneMeaning}
              </EmptyState>
            );
          }
          return (
            <ul className={styles.models}>
              {onIt.map(({ id, name, model_name, is_default, is_embedding, enabled }) => (
                <li key={id}>
                  <span className={styles.strong}>{name}</span>
                  {name !== model_name && <code>{model_name}</code>}
                  {is_default && <Badge tone="accent">{models.default}</Badge>}
                  {is_embedding && <Badge tone="idle">{models.embedding}</Badge>}
                  {!enabled && <Badge tone="idle">{models.disabled}</Badge>}
                </li>
              ))}
            </ul>
          );
        }}
      </Async>
      <p className={styles.after}>
        <Link to="/t/$tenant/$environment/models" params={place}>
          {texts.all}
        </Link>
      </p>
    </Panel>
  );
}
