import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import {
  type SupportWindow,
  type SupportWindowRecord,
  supportWindowQuery,
} from '../../../api/support-windows.ts';
import { useApi, useMay } from '../../../areas/area.tsx';
import { Async } from '../../../components/async.tsx';
import cells from '../../../components/cells.module.css';
import { Dialog } from '../../../components/dialog.tsx';
import { TimeAgo } from '../../../components/time-ago.tsx';
import { common } from '../../../strings/common.ts';
import { supportWindows } from '../../../strings/support-windows.ts';
import styles from '../service-requests.module.css';
import { CheckInWindow } from './check-in-window.tsx';

const texts = supportWindows.record;
type Action = SupportWindowRecord['actions'][number];

/** All that was done in a window; operators do it here as well, while it is open. */
export function RecordDialog({ window, onClose }: { window: SupportWindow; onClose: () => void }) {
  const query = useQuery(supportWindowQuery(useApi(), window.id));
  const mayCheck = useMay('support_windows.use');
  return (
    <Dialog opened onClose={onClose} title={texts.title} size="lg">
      <div className={styles.body}>
        {mayCheck && window.is_open && <CheckInWindow id={window.id} />}
        <Async query={query} what={texts.loading} skeleton={<Skeleton height={120} />}>
          {({ actions }) =>
            actions.length === 0 ? (
              <p className={cells.soft}>{texts.nothing}</p>
            ) : (
              <ol className={styles.bullets}>
                {actions.map((action) => (
                  <ActionItem key={action.seq} done={action} />
                ))}
              </ol>
            )
          }
        </Async>
      </div>
    </Dialog>
  );
}

function ActionItem({ done: { seq, at, action, actor, detail } }: { done: Action }) {
  const role = common.roles[actor.role as keyof typeof common.roles] ?? actor.role;
  return (
    <li>
      {texts.actions[action] ?? action}
      {describeFound(detail)} · {role} · <TimeAgo at={at} />
      <span className={cells.under}>{texts.row(seq)}</span>
    </li>
  );
}

/** Of checks that ended: what was red. */
function describeFound({ red }: Action['detail']): string {
  if (!Array.isArray(red)) return '';
  return red.length === 0 ? `: ${texts.passed}` : `: ${texts.red(red.map(String))}`;
}
