import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type Notification, readNotification } from '../../api/notifications.ts';
import { useArea, useChange } from '../../areas/area.tsx';
import { useTenantPlace } from '../../areas/use-tenant-place.ts';
import { Badge, type Tone } from '../../components/badge.tsx';
import { findNotificationAddress } from '../../components/notification-address.ts';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TimeAgo } from '../../components/time-ago.tsx';
import { Icon, type IconName } from '../../icons/icon.tsx';
import { notifications } from '../../strings/notifications.ts';
import styles from './notifications.module.css';

const looks: Record<Notification['severity'], { tone: Tone; icon: IconName }> = {
  critical: { tone: 'broken', icon: 'alert' },
  warning: { tone: 'waiting', icon: 'alert' },
  info: { tone: 'idle', icon: 'bell' },
};

export function NotificationItem({ notification }: { notification: Notification }) {
  const { id, severity, title, text, user_text: userText, at, read_at: readAt } = notification;
  const reading = useChange(() => readNotification(id));
  const address = findNotificationAddress(notification);
  const read = () => readAt === null && reading.mutate();
  return (
    <li className={styles.item} data-unread={readAt === null}>
      <span className={styles.icon} data-tone={looks[severity].tone}>
        <Icon name={looks[severity].icon} />
      </span>
      <div className={styles.text}>
        <div className={styles.head}>
          <h3 className={styles.title}>{title}</h3>
          {readAt === null && <Badge tone="accent">{notifications.isUnread}</Badge>}
        </div>
        <p>{text}</p>
        {userText !== null && (
          <p className={styles.soft}>
            {notifications.users} {userText}
          </p>
        )}
        {reading.error && <ProblemNotice problem={reading.error} />}
        <div className={styles.foot}>
          <Badge tone={looks[severity].tone}>{notifications.severityOfOne[severity]}</Badge>
          <WhoseMove whose={notification.who_acts} />
          <span className={styles.soft}>
            <TimeAgo at={at} />
          </span>
        </div>
      </div>
      <div className={styles.actions}>
        {address && (
          <Link
            className={styles.link}
            to={address.to}
            hash={address.hash}
            aria-label={notifications.goThereFor(title)}
            onClick={read}
          >
            {notifications.goThere}
          </Link>
        )}
        {readAt === null && (
          <Button
            variant="subtle"
            size="compact-sm"
            aria-label={notifications.readOne(title)}
            loading={reading.isPending}
            onClick={read}
          >
            {notifications.read}
          </Button>
        )}
      </div>
    </li>
  );
}

/** As whoever looks at it sees it: what is the tenant’s move is not an operator’s. */
function WhoseMove({ whose }: { whose: Notification['who_acts'] }) {
  const { platform, session } = useArea();
  const isTenant = useTenantPlace() !== undefined;
  const mine = session.role === 'operator' && isTenant ? 'operator' : 'tenant_administrator';
  const isMine = whose === mine || (!isTenant && whose === 'operator');
  if (isMine) return <Badge tone="accent">{notifications.yours}</Badge>;
  return <span className={styles.soft}>{notifications.whoActs[whose](platform.name)}</span>;
}
