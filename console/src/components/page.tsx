import { type ReactNode, useEffect, useRef } from 'react';
import { useArea } from '../areas/area.tsx';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import styles from './page.module.css';

interface PageProps {
  title: string;
  description?: ReactNode;
  /** What can be done on this page as a whole. */
  actions?: ReactNode;
  children: ReactNode;
}

let isFirstPage = true;

/** The frame of every page: its heading, its name in the window’s title, and the focus after a change of page. */
export function Page({ title, description, actions, children }: PageProps) {
  const { platform } = useArea();
  const place = useTenantPlace();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The browser has the focus where it belongs after a load; after a change of page only we know that there was one.
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  const parts = [title, place && `${place.tenant}/${place.environment}`, platform.name];
  return (
    <div className={styles.page}>
      <title>{parts.filter(Boolean).join(' · ')}</title>
      <header className={styles.header}>
        <div className={styles.heading}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {description !== undefined && <p className={styles.description}>{description}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
