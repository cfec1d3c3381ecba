export const tenants = {
  description: 'The customers of the platform. Choose an environment to act in it.',
  loading: 'tenants',
  columns: {
    tenant: 'Tenant',
    plan: 'Plan',
    administeredBy: 'Administered by',
    since: 'Since',
    act: 'Act in',
  },
  plans: { standard: 'Standard', enterprise: 'Enterprise' },
  administeredBy: { tenant: 'itself', operator: 'operators' },
  actIn: (tenant: string, environment: string) => `Act in ${tenant}, ${environment}`,
  find: 'Find a tenant',
  noneFound: 'No tenant by that name.',
  empty: {
    title: 'There is no tenant yet',
    body: 'The platform makes one for each customer: PUT /ai/api/v1/tenants/{id}.',
  },
} as const;
