import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type Fallback, resetFallback } from '../../api/routing.ts';
import { useChange, useMay } from '../../areas/area.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Note } from '../../components/note.tsx';
import { fallback } from '../../strings/fallback.ts';
import styles from './fallback.module.css';

/** Whether an agent has a policy of its own, and the way back to the environment’s. */
export function OwnPolicy({ agent, policy }: { agent: string; policy: Fallback }) {
  const [asking, question] = useDisclosure(false);
  const reset = useChange(() => resetFallback(agent));
  const manages = useMay('fallback.manage');
  if (policy.agent_id === null) {
    return (
      <div className={styles.above}>
        <Note tone="accent" icon="agents" title={fallback.follows.title(agent)}>
          {manages && <p>{fallback.follows.body}</p>}
        </Note>
      </div>
    );
  }
  if (!manages) return null;
  return (
    <div className={styles.above}>
      <Button variant="default" size="xs" onClick={question.open}>
        {fallback.reset}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={fallback.resetTitle(agent)}
        confirm={fallback.reset}
        isBusy={reset.isPending}
        problem={reset.error}
        onConfirm={() => reset.mutate(undefined, { onSuccess: question.close })}
        onClose={question.close}
      >
        {fallback.resetMeaning}
      </ConfirmDialog>
    </div>
  );
}
