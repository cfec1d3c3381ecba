import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { tenantQuery } from '../api/tenants.ts';
import { useArea, useMay } from '../areas/area.tsx';
import { useTenantPlace } from '../areas/use-tenant-place.ts';
import { plan } from '../strings/plan.ts';
import { shell } from '../strings/shell.ts';
import { Note } from './note.tsx';

/** Whether own models can be connected here, as far as one may know. */
function useIsOnStandardPlan(): boolean {
  const { api } = useArea();
  const place = useTenantPlace();
  const maySee = useMay('tenant.view');
  const tenant = useQuery({
    ...tenantQuery(api, place?.tenant ?? ''),
    enabled: maySee && place !== undefined,
  });
  return tenant.data?.plan === 'standard';
}

/** Said before anybody fills in a form that would be refused. */
export function EnterpriseOnly({ children }: { children: ReactNode }) {
  return useIsOnStandardPlan() ? <PlanNote /> : children;
}

/** Nothing where own models can be connected. */
export function PlanNote() {
  const { platform } = useArea();
  const isStandard = useIsOnStandardPlan();
  if (!isStandard) return null;
  return (
    <Note
      tone="accent"
      icon="lock"
      title={plan.title}
      action={
        platform.support_url !== null && (
          <a href={platform.support_url} rel="noreferrer">
            {shell.contactSupport}
          </a>
        )
      }
    >
      {plan.meaning(platform.name)}
    </Note>
  );
}
