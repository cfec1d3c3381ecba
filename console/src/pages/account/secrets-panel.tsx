import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Credential } from '../../api/credentials.ts';
import { AskForKeyButton } from '../../components/deposit/ask-for-key-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { accountPage } from '../../strings/account-page.ts';
import styles from './account.module.css';
import { ReplaceDialog } from './replace-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';

const texts = accountPage.secrets;

export function SecretsPanel({ account, mayChange }: { account: Credential; mayChange: boolean }) {
  const [open, setOpen] = useState<'replace' | 'rotate'>();
  const close = () => setOpen(undefined);
  return (
    <Panel title={texts.title}>
      <div className={styles.stack}>
        <p className={styles.soft}>{account.secrets.length === 0 ? texts.none : texts.body}</p>
        <ul className={styles.models}>
          {account.secrets.map(({ field, last4, set_at }) => (
            <li key={field}>
              <code>{field}</code>
              <span>{last4 === null ? texts.stored : texts.ends(last4)}</span>
              <span className={styles.soft}>
                {texts.setAt} <TimeAgo at={set_at} />
              </span>
            </li>
          ))}
        </ul>
        {mayChange && (
          <div className={styles.line}>
            <Button variant="default" onClick={() => setOpen('replace')}>
              {texts.replace}
            </Button>
            {account.provider !== null && account.secrets.length > 0 && (
              <Button variant="default" onClick={() => setOpen('rotate')}>
                {texts.rotate}
              </Button>
            )}
            {account.provider !== null && account.secrets.length > 0 && <AskForKeyButton account={account} />}
          </div>
        )}
      </div>
      {open === 'replace' && <ReplaceDialog account={account} onClose={close} />}
      {open === 'rotate' && <RotateDialog account={account} onClose={close} />}
    </Panel>
  );
}
