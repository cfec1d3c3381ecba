import { Menu, UnstyledButton } from '@mantine/core';
import type { Environment } from '../api/session.ts';
import { type Place, useArea } from '../areas/area.tsx';
import { environments, findScope } from '../areas/scope.ts';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import { shell } from '../strings/shell.ts';
import styles from './environment-switcher.module.css';
import { useGoToPlace } from './use-go-to-place.ts';

/** Which environment one is in, in its colour, and the way to the tenant’s others. */
export function EnvironmentSwitcher({ place }: { place: Place }) {
  const { memberships } = useArea();
  const goTo = useGoToPlace();
  const nameOf = (environment: Environment) => common.environments[environment];
  return (
    <Menu width={220}>
      <Menu.Target>
        <UnstyledButton
          className={styles.button}
          aria-label={shell.switchEnvironment(nameOf(place.environment))}
        >
          <span className={styles.dot} data-environment={place.environment} aria-hidden="true" />
          {nameOf(place.environment)}
          <Icon name="chevronDown" size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{shell.environment}</Menu.Label>
        {environments.map((environment) => {
          const isOpen = findScope(memberships, { ...place, environment }) !== undefined;
          return (
            <Menu.Item
              key={environment}
              disabled={!isOpen}
              leftSection={<span className={styles.dot} data-environment={environment} aria-hidden="true" />}
              rightSection={environment === place.environment && <Icon name="check" size={15} />}
              onClick={() => goTo({ ...place, environment })}
            >
              {nameOf(environment)}
              {!isOpen && <span className={styles.reason}>{shell.noAccessToEnvironment}</span>}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
