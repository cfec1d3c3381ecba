import type { ApiProblem } from '../../api/problem.ts';
import type { Environment } from '../../api/session.ts';
import type { StopBody } from '../../api/stops.ts';
import { everyHost, type StopKind } from './stop-kinds.ts';

export interface StopDraft {
  kind: StopKind;
  tenant: string;
  environment: Environment | '';
  host: string;
  credential: string;
  reason: string;
  /** Of everything one has to be sure. */
  isSure: boolean;
}

export const nothing: StopDraft = {
  kind: 'tenant',
  tenant: '',
  environment: '',
  host: '',
  credential: '',
  reason: '',
  isSure: false,
};

/** Of the fields that say what is to stop. */
export interface TargetFieldsProps {
  draft: StopDraft;
  problem: ApiProblem | null;
  onEdit: (change: Partial<StopDraft>) => void;
}

export function toBody({ kind, tenant, environment, host, credential, reason }: StopDraft): StopBody {
  const why = { reason: reason.trim() };
  switch (kind) {
    case 'tenant':
      return { ...why, tenant_id: tenant, ...(environment !== '' && { environment }) };
    case 'host':
      return { ...why, host: host.trim().toLowerCase() };
    case 'credential':
      return { ...why, credential_id: credential.trim() };
    case 'everything':
      return { ...why, host: everyHost };
  }
}
