import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { tenantQuery } from '../api/tenants.ts';
import { useArea, useMay } from '../areas/area.tsx';
import type { PageFacts } from '../areas/page-facts.ts';
import { useTenantPlace } from '../areas/use-tenant-place.ts';

interface ListedPage {
  /** As `Link` takes it. */
  to: string;
  facts: PageFacts;
}

/** The pages of this area that this person may see, in the order of routes.ts. */
export function useListedPages(): ListedPage[] {
  const { api, session } = useArea();
  const place = useTenantPlace();
  const tenant = useQuery({
    ...tenantQuery(api, place?.tenant ?? ''),
    enabled: useMay('tenant.view') && place !== undefined,
  });
  const router = useRouter();
  const prefix = place ? '/t/$tenant/$environment' : '/operator';
  return Object.values(router.routesById).flatMap((route) => {
    const facts: PageFacts | undefined = route.options.staticData?.page;
    const isHere = route.fullPath.startsWith(`${prefix}/`);
    if (!facts || !isHere || !session.permissions.includes(facts.permission)) return [];
    const administrator = facts.administeredBy;
    if (administrator && tenant.data?.administered_by !== administrator) return [];
    return [{ to: route.fullPath, facts }];
  });
}
