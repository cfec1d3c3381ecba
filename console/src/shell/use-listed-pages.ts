import { useRouter } from '@tanstack/react-router';
import { useArea } from '../areas/area.tsx';
import type { PageFacts } from '../areas/page-facts.ts';

interface ListedPage {
  /** As `Link` takes it. */
  to: string;
  facts: PageFacts;
}

/** The pages of this area that this person may see, in the order of routes.ts. */
export function useListedPages(): ListedPage[] {
  const { place, session } = useArea();
  const router = useRouter();
  const prefix = place ? '/t/$tenant/$environment' : '/operator';
  return Object.values(router.routesById).flatMap((route) => {
    const facts: PageFacts | undefined = route.options.staticData?.page;
    const isHere = route.fullPath.startsWith(`${prefix}/`);
    if (!facts || !isHere || !session.permissions.includes(facts.permission)) return [];
    return [{ to: route.fullPath, facts }];
  });
}
