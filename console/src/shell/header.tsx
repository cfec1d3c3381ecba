import { ActionIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useArea } from '../areas/area.tsx';
import { isOperator } from '../areas/scope.ts';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import { BrandMark } from '../icons/brand-mark.tsx';
import { Icon } from '../icons/icon.tsx';
import { shell } from '../strings/shell.ts';
import { Bell } from './bell.tsx';
import { EnvironmentSwitcher } from './environment-switcher.tsx';
import styles from './header.module.css';
import { TenantSwitcher } from './tenant-switcher.tsx';
import { UserMenu } from './user-menu.tsx';

interface HeaderProps {
  onOpenNavigation: () => void;
  onOpenShortcuts: () => void;
}

export function Header({ onOpenNavigation, onOpenShortcuts }: HeaderProps) {
  const { memberships, platform } = useArea();
  const place = useTenantPlace();
  const brand = (
    <>
      <BrandMark />
      <span className={styles.name}>{platform.name}</span>
    </>
  );
  const label = shell.home(platform.name);
  return (
    <header className={styles.header}>
      <ActionIcon
        className={styles.menu}
        size="lg"
        aria-label={shell.openNavigation}
        onClick={onOpenNavigation}
      >
        <Icon name="menu" size={20} />
      </ActionIcon>
      {isOperator(memberships) || !place ? (
        <Link className={styles.brand} to="/operator" aria-label={label}>
          {brand}
        </Link>
      ) : (
        <Link className={styles.brand} to="/t/$tenant/$environment" params={place} aria-label={label}>
          {brand}
        </Link>
      )}
      {place && (
        <div className={styles.place}>
          <span className={styles.separator} aria-hidden="true" />
          <TenantSwitcher place={place} />
          <EnvironmentSwitcher place={place} />
        </div>
      )}
      <div className={styles.end}>
        <Bell />
        <UserMenu onOpenShortcuts={onOpenShortcuts} />
      </div>
    </header>
  );
}
