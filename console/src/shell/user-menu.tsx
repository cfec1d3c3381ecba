import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { signOut } from '../api/session.ts';
import { useArea } from '../areas/area.tsx';
import { Icon } from '../icons/icon.tsx';
import { common } from '../strings/common.ts';
import { shell } from '../strings/shell.ts';
import { useListedPages } from './use-listed-pages.ts';
import styles from './user-menu.module.css';

const themes = [
  { scheme: 'auto', icon: 'screen' },
  { scheme: 'light', icon: 'sun' },
  { scheme: 'dark', icon: 'moon' },
] as const;

export function UserMenu({ onOpenShortcuts }: { onOpenShortcuts: () => void }) {
  const { api, session, place, platform } = useArea();
  const pages = useListedPages().filter(({ facts }) => facts.userMenu !== undefined);
  const leaving = useMutation({
    mutationFn: () => signOut(api),
    onSuccess: () => location.replace('/signin?signed_out'),
  });
  return (
    <Menu width={260} position="bottom-end" onOpen={leaving.reset}>
      <Menu.Target>
        <UnstyledButton className={styles.button} aria-label={shell.accountOf(session.name)}>
          <Icon name="person" size={20} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <span className={styles.name}>{session.name}</span>
          {common.roles[session.role]}
        </Menu.Label>
        {pages.length > 0 && <Menu.Divider />}
        {pages.map(({ to, facts }) => (
          <Menu.Item
            key={to}
            leftSection={<Icon name="plug" />}
            renderRoot={(props) => <Link {...props} to={to} params={place ?? {}} />}
          >
            {facts.userMenu}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <ThemeItems />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="keyboard" />} onClick={onOpenShortcuts}>
          {shell.shortcuts}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="book" />} component="a" href="/ai/docs">
          {shell.apiDocumentation}
        </Menu.Item>
        {platform.support_url !== null && (
          <Menu.Item
            leftSection={<Icon name="help" />}
            component="a"
            href={platform.support_url}
            rel="noreferrer"
          >
            {shell.support}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="leave" />}
          closeMenuOnClick={false}
          disabled={leaving.isPending}
          onClick={() => leaving.mutate()}
        >
          {shell.signOut}
          {leaving.isError && <span className={styles.failed}>{shell.signOutFailed}</span>}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeItems() {
  // Without transitions Mantine would inject a style element, which the content policy forbids.
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return (
    <>
      <Menu.Label>{shell.theme}</Menu.Label>
      {themes.map(({ scheme, icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon name={icon} />}
          rightSection={colorScheme === scheme && <Icon name="check" size={15} />}
          closeMenuOnClick={false}
          onClick={() => setColorScheme(scheme)}
        >
          {shell.themes[scheme]}
        </Menu.Item>
      ))}
    </>
  );
}
