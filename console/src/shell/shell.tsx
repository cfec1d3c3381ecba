import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import { common } from '../strings/common.ts';
import { shell } from '../strings/shell.ts';
import { Banners } from './banners.tsx';
import { Header } from './header.tsx';
import { PageOutlet } from './page-outlet.tsx';
import { SessionEnded } from './session-ended.tsx';
import styles from './shell.module.css';
import { Shortcuts } from './shortcuts.tsx';
import { SideNavigation } from './side-navigation.tsx';

/** What stands around every page. */
export function Shell() {
  const place = useTenantPlace();
  const [navigationOpen, navigation] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  return (
    <div className={styles.shell} data-environment={place?.environment}>
      <a className={styles.skip} href="#content">
        {shell.skipToContent}
      </a>
      <Header onOpenNavigation={navigation.open} onOpenShortcuts={help.open} />
      <nav className={styles.side} aria-label={shell.navigation}>
        <SideNavigation />
      </nav>
      <Drawer
        opened={navigationOpen}
        onClose={navigation.close}
        size="16rem"
        title={shell.navigation}
        closeButtonProps={{ 'aria-label': common.close }}
      >
        <nav aria-label={shell.navigation}>
          <SideNavigation onNavigate={navigation.close} />
        </nav>
      </Drawer>
      <div className={styles.content}>
        <Banners />
        <main id="content" className={styles.main} tabIndex={-1}>
          <PageOutlet />
        </main>
      </div>
      <Shortcuts helpOpen={helpOpen} onToggleHelp={help.toggle} onCloseHelp={help.close} />
      <SessionEnded />
    </div>
  );
}
