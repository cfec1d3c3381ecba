import type { Credential } from '../../api/credentials.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { accountPage } from '../../strings/account-page.ts';
import styles from './account.module.css';

const texts = accountPage.role;

/** What the tenant copies into its own AWS account. */
export function RolePanel({ account }: { account: Credential }) {
  const { external_id: externalId = '', trust_policy: trust, permissions_policy: permissions } = account;
  return (
    <Panel title={texts.title}>
      <div className={styles.stack}>
        <p className={styles.soft}>{texts.body}</p>
        <Copied what={texts.externalId} text={externalId} />
        {trust && <Copied what={texts.trust} text={JSON.stringify(trust, null, 2)} />}
        {permissions && <Copied what={texts.permissions} text={JSON.stringify(permissions, null, 2)} />}
      </div>
    </Panel>
  );
}

function Copied({ what, text }: { what: string; text: string }) {
  return (
    <div>
      <p className={styles.copied}>
        <span className={styles.strong}>{what}</span>
        <CopyButton value={text} label={texts.copy(what)} />
      </p>
      <pre className={styles.code}>{text}</pre>
    </div>
  );
}
