import { Button, Loader } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type Credential,
  type Probe,
  type RotateBody,
  type Rotation,
  watchRotation,
} from '../../api/credentials.ts';
import { modelConfigsQuery } from '../../api/model-configs.ts';
import { toProblem } from '../../api/problem.ts';
import { useApi } from '../../areas/area.tsx';
import { Badge } from '../../components/badge.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { accountPage } from '../../strings/account-page.ts';
import styles from './account.module.css';
import { SecretForm } from './secret-form.tsx';

const texts = accountPage.rotate;

/** The new secret proves itself with every model in use before the old one goes. */
export function RotateDialog({ account, onClose }: { account: Credential; onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const configs = useQuery(modelConfigsQuery(api));
  const [probes, setProbes] = useState<readonly Probe[]>([]);
  const rotation = useMutation<Rotation, unknown, RotateBody>({
    mutationFn: (body) => {
      setProbes([]);
      return watchRotation(api, account.id, body, (probe) => setProbes((before) => [...before, probe]));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: [api.scope.name] }),
  });
  const inUse = (configs.data?.items ?? []).filter(
    ({ llm_credentials_id: id, enabled }) => id === account.id && enabled,
  );
  const tried = new Set(probes.map(({ config }) => config));
  const waiting = inUse.map(({ name }) => name).filter((name) => !tried.has(name));
  return (
    <Dialog opened onClose={onClose} title={texts.title(account.name)} size="lg">
      {rotation.data ? (
        <Outcome rotation={rotation.data} onAgain={rotation.reset} onClose={onClose} />
      ) : (
        <>
          <SecretForm
            account={account}
            explanation={texts.body}
            submit={texts.submit}
            isBusy={rotation.isPending}
            problem={rotation.error === null ? null : toProblem(rotation.error)}
            onSubmit={(body) => rotation.mutate(body)}
            onClose={onClose}
          />
          {rotation.isPending && (
            <div className={styles.stack}>
              <p className={styles.progress} role="status">
                <Loader size={14} aria-hidden="true" />
                {texts.running(probes.length, inUse.length)}
              </p>
              <Probes probes={probes} waiting={waiting} />
            </div>
          )}
        </>
      )}
    </Dialog>
  );
}

/** In the order in which they are tried: how each answered, and which are still to come. */
function Probes({ probes, waiting = [] }: { probes: readonly Probe[]; waiting?: readonly string[] }) {
  return (
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
      {waiting.map((name) => (
        <li key={name}>
          <span className={styles.soft}>{name}</span>
          <Badge tone="idle">{texts.waiting}</Badge>
        </li>
      ))}
    </ul>
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
      <Probes probes={probes} />
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
