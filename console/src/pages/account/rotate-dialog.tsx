import { Button, Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Credential, type RotateBody, type Rotation, rotateCredential } from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { useApi, useChange } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { accountPage } from '../../strings/account-page.ts';
import { common } from '../../strings/common.ts';
import styles from './account.module.css';
import { SecretForm } from './secret-form.tsx';

const texts = accountPage.rotate;

/** The new secret proves itself with every model in use before the old one goes. */
export function RotateDialog({ account, onClose }: { account: Credential; onClose: () => void }) {
  const configs = useQuery(modelConfigsQuery(useApi()));
  const rotation = useChange((body: RotateBody) => rotateCredential(account.id, body));
  const inUse = (configs.data?.items ?? []).filter(
    ({ llm_credentials_id: id, enabled }) => id === account.id && enabled,
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={texts.title(account.name)}
      closeButtonProps={{ 'aria-label': common.close }}
      size="lg"
    >
      {rotation.data ? (
        <Outcome rotation={rotation.data} onAgain={rotation.reset} onClose={onClose} />
      ) : (
        <>
          <SecretForm
            account={account}
            explanation={texts.body}
            submit={texts.submit}
            isBusy={rotation.isPending}
            problem={rotation.error}
            onSubmit={(body) => rotation.mutate(body)}
            onClose={onClose}
          />
          {rotation.isPending && (
            <p className={styles.progress} role="status">
              <Loader size={14} aria-hidden="true" />
              {texts.running(inUse.length)}
            </p>
          )}
        </>
      )}
    </Modal>
  );
}

interface OutcomeProps {
  rotation: Rotation;
  onAgain: () => void;
  onClose: () => void;
}

function Outcome({ rotation, onAgain, onClose }: OutcomeProps) {
  const { promoted, probes, old_safe_to_revoke_at: safeAt } = rotation;
  return (
    <div className={styles.stack}>
      <p className={promoted ? styles.good : styles.bad} role={promoted ? 'status' : 'alert'}>
        {promoted ? texts.promoted : texts.dropped}
      </p>
      <ul className={styles.models}>
        {probes.map(({ config, valid, error }) => (
          <li key={config}>
            <span className={styles.strong}>{config ?? texts.account}</span>
            <Badge tone={valid === null ? 'idle' : valid ? 'healthy' : 'broken'}>
              {valid === null ? texts.unknown : valid ? texts.works : texts.fails}
            </Badge>
            {error !== null && <span className={styles.soft}>{error}</span>}
          </li>
        ))}
      </ul>
      {safeAt !== null && (
        <p>
          {texts.revoke} <TimeAgo at={safeAt} />
        </p>
      )}
      <div className={styles.end}>
        {!promoted && (
          <Button variant="default" onClick={onAgain}>
            {texts.again}
          </Button>
        )}
        <Button onClick={onClose}>{texts.done}</Button>
      </div>
    </div>
  );
}
