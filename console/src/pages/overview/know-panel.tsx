import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { BoardAccount } from '../../api/board.ts';
import { latestNotificationsQuery, type Notification } from '../../api/notifications.ts';
import { useApi, useMay, usePlace } from '../../areas/area.tsx';
import { Badge, type Tone } from '../../components/badge.tsx';
import { findNotificationAddress } from '../../components/notification-address.ts';
import { Panel } from '../../components/panel.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { overview } from '../../strings/overview.ts';
import styles from './overview.module.css';

const texts = overview.know;
const soonMs = 30 * 24 * 60 * 60_000;
const tones: Record<keyof typeof texts.severities, Tone> = {
  info: 'idle',
  warning: 'waiting',
  critical: 'broken',
};

/** What somebody ought to know: keys that will end, and what happened last. Where there is nothing, nothing is shown. */
export function KnowPanel({ accounts }: { accounts: readonly BoardAccount[] }) {
  const place = usePlace();
  const mayRead = useMay('notifications.view');
  const latest = useQuery({ ...latestNotificationsQuery(useApi()), enabled: mayRead });
  const expiring = accounts
    .filter(({ expires_at: at }) => at !== null && Date.parse(at) - Date.now() < soonMs)
    .toSorted((one, other) => Date.parse(one.expires_at ?? '') - Date.parse(other.expires_at ?? ''));
  const told = latest.data?.items ?? [];
  if (expiring.length === 0 && told.length === 0) return null;
  return (
    <Panel title={texts.title} flush>
      <ul className={styles.list}>
        {expiring.map(({ id, name, expires_at: at }) => (
          <li key={id} className={styles.item}>
            <Badge tone={Date.parse(at ?? '') < Date.now() ? 'broken' : 'waiting'}>{texts.expiry}</Badge>
            <Link
              className={styles.subject}
              to="/t/$tenant/$environment/accounts/$account"
              params={{ ...place, account: id }}
            >
              {name}
            </Link>
            <span className={styles.when}>
              <TimeAgo at={at} />
            </span>
          </li>
        ))}
        {told.map((notification) => (
          <li key={notification.id} className={styles.item}>
            <Badge tone={tones[notification.severity]}>{texts.severities[notification.severity]}</Badge>
            <Told notification={notification} />
            <span className={styles.when}>
              <TimeAgo at={notification.at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What happened, and the way to where it can be mended. */
function Told({ notification }: { notification: Notification }) {
  const address = findNotificationAddress(notification);
  if (!address) return <span className={styles.subject}>{notification.title}</span>;
  return (
    <Link className={styles.subject} to={address.to} hash={address.hash}>
      {notification.title}
    </Link>
  );
}
