import { useArea } from '../areas/area.tsx';
import { Banners } from '../shell/banners.tsx';
import { PageOutlet } from '../shell/page-outlet.tsx';
import { SessionEnded } from '../shell/session-ended.tsx';
import styles from './frame.module.css';

/** A page without the shell: the platform’s own product is around it. */
export function Frame() {
  const { place } = useArea();
  return (
    <div className={styles.frame} data-environment={place?.environment}>
      <Banners />
      <main id="content" className={styles.main} tabIndex={-1}>
        <PageOutlet />
      </main>
      <SessionEnded />
    </div>
  );
}
