import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Lock, putLock } from '../../api/lock.ts';
import { useArea, useChange, useMay } from '../../areas/area.tsx';
import { Actor } from '../../components/actor.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import form from '../../components/form.module.css';
import { Note } from '../../components/note.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';
import { toLockBody } from './lock-rules.ts';

const texts = fallback.lock.pending;
type Pending = NonNullable<Lock['pending']>;

/** A looser lock that one administrator asked for. Another one confirms it by asking for the very same. */
export function PendingLoosening({ stored, pending }: { stored: Lock; pending: Pending }) {
  const manages = useMay('lock.manage');
  const [asking, question] = useDisclosure(false);
  const confirmation = useChange(() => putLock(toLockBody(pending.change)));
  const withdrawal = useChange(() => putLock(toLockBody(stored)));
  return (
    <Note tone="waiting" icon="lock" title={texts.title}>
      <p>
        <Actor actor={pending.requested_by} /> {texts.asked} <TimeAgo at={pending.at} />
        {texts.expires}
        <TimeAgo at={pending.expires_at} />.
      </p>
      <Rules change={pending.change} />
      {manages && (
        <div className={`${form.actions} ${styles.pendingActions}`}>
          <Button size="xs" onClick={question.open}>
            {texts.confirm}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={withdrawal.isPending}
            onClick={() => withdrawal.mutate()}
          >
            {texts.withdraw}
          </Button>
        </div>
      )}
      {withdrawal.error && <ProblemNotice problem={withdrawal.error} />}
      <ConfirmDialog
        opened={asking}
        title={texts.confirmTitle}
        confirm={texts.confirm}
        isDangerous
        isBusy={confirmation.isPending}
        problem={confirmation.error}
        onConfirm={() => confirmation.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        <Rules change={pending.change} />
      </ConfirmDialog>
    </Note>
  );
}

function Rules({ change }: { change: Pending['change'] }) {
  const { platform } = useArea();
  const rules = [
    ...(change.managed ? [fallback.lock.managed(platform.name)] : []),
    ...(change.hosts ? [`${fallback.lock.hosts}: ${change.hosts.join(', ')}`] : []),
    ...(change.regions ? [`${fallback.lock.regions}: ${change.regions.join(', ')}`] : []),
  ];
  return (
    <>
      <p>{texts.wouldBe}</p>
      <ul className={styles.rules}>
        {(rules.length === 0 ? [texts.nothing] : rules).map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
    </>
  );
}
