import { Outlet, useMatches } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { useArea } from '../areas/area.tsx';
import { NotAllowed } from './not-allowed.tsx';

/** The page, for whoever may see it. The server judges every call by itself; this spares people a page of refusals. */
export function PageOutlet() {
  const { session } = useArea();
  const page = useMatches({ select: (matches) => matches.at(-1)?.staticData.page });
  const path = useMatches({ select: (matches) => matches.at(-1)?.pathname });
  useEffect(() => {
    if (path !== undefined) window.scrollTo(0, 0);
  }, [path]);
  if (page && !session.permissions.includes(page.permission)) return <NotAllowed title={page.title} />;
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  );
}
