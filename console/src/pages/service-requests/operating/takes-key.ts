import type { ServiceRequest } from '../../../api/service-requests.ts';

/** Whether a key may have to come for it. */
export function takesKey({ kind, change }: Pick<ServiceRequest, 'kind' | 'change'>): boolean {
  if (kind === 'setup') return true;
  return change === 'add_model' || change === 'rotate_credentials' || change === 'change_endpoint';
}
