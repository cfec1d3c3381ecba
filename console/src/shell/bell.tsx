import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { createApi } from '../api/api.ts';
import { unreadQuery } from '../api/notifications.ts';
import { useArea, useMay } from '../areas/area.tsx';
import { findScope, platformPlace } from '../areas/scope.ts';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import { Icon } from '../icons/icon.tsx';
import { shell } from '../strings/shell.ts';
import styles from './bell.module.css';

/** How much nobody has read, where one is: of the tenant’s environment, or of the platform. Looks again in peace. */
export function Bell() {
  const { api, memberships } = useArea();
  const place = useTenantPlace();
  const mayView = useMay('notifications.view');
  const ofPlatform = place ? undefined : findScope(memberships, platformPlace);
  const { data } = useQuery({ ...unreadQuery(ofPlatform ? createApi(ofPlatform) : api), enabled: mayView });
  if (!mayView) return null;
  const unread = data?.unread ?? 0;
  const label = shell.notifications(unread);
  return (
    <ActionIcon
      className={styles.bell}
      size="lg"
      aria-label={label}
      title={label}
      renderRoot={(props) =>
        place ? (
          <Link {...props} to="/t/$tenant/$environment/notifications" params={place} />
        ) : (
          <Link {...props} to="/operator/notifications" />
        )
      }
    >
      <Icon name="bell" size={20} />
      {unread > 0 && (
        <span className={styles.count} aria-hidden="true">
          {unread > unreadShownMax ? shell.unreadMany(unreadShownMax) : unread}
        </span>
      )}
    </ActionIcon>
  );
}

const unreadShownMax = 99;
