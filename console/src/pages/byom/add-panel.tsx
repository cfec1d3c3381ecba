import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { validateStored } from '../../api/checks.ts';
import type { Credential } from '../../api/credentials.ts';
import { catalogueQuery, type ProviderEntry } from '../../api/providers.ts';
import { useApi } from '../../areas/area.tsx';
import { AccountForm } from '../../components/account/account-form.tsx';
import { useCheck } from '../../components/account/use-check.ts';
import { Async } from '../../components/async.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Panel } from '../../components/panel.tsx';
import { byom } from '../../strings/byom.ts';
import { connect } from '../../strings/connect.ts';
import styles from './byom.module.css';

const texts = byom.add;

interface AddPanelProps {
  agentId: string | undefined;
  onSaved: (saved: Credential) => void;
}

export function AddPanel({ agentId, onSaved }: AddPanelProps) {
  const catalogue = useQuery(catalogueQuery(useApi()));
  const [opened, setOpened] = useState<ProviderEntry>();
  const variant = opened?.variants[0];
  const check = useCheck();
  const close = () => setOpened(undefined);
  return (
    <Panel title={texts.title} flush>
      <Async query={catalogue} what={texts.title} skeleton={<Skeleton height={320} />}>
        {(entries) => (
          <ul className={styles.providers}>
            {entries.map((entry) => (
              <li key={entry.id}>
                <span className={styles.strong}>{entry.name}</span>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={texts.setUpOf(entry.name)}
                  onClick={() => setOpened(entry)}
                >
                  {texts.setUp}
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Async>
      {opened && variant && (
        <Dialog opened onClose={close} title={connect.account.title(opened.name)} size="lg">
          <AccountForm
            start={{ entry: opened, variant, values: {}, name: opened.name }}
            agentId={agentId}
            submit={texts.save}
            onSaved={(saved, result) => {
              close();
              onSaved(saved);
              // What the test found was of nothing stored; asked once more, the account itself says that it works.
              if (result)
                void check.run((signal) => validateStored(saved.id, { provider: opened.provider }, signal));
            }}
          />
        </Dialog>
      )}
    </Panel>
  );
}
