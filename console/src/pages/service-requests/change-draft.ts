import type { RequestChange, ServiceRequest, Written } from '../../api/service-requests.ts';

/** What is typed about a change; which fields count depends on its kind. */
export interface ChangeDraft {
  target: string;
  modelName: string;
  name: string;
  streaming: boolean;
  enabled: boolean;
  endpointUrl: string;
  tokenUrl: string;
  reason: string;
  text: string;
}

type Field = keyof ChangeDraft;

/** The fields of each kind of change, beside the details in one’s own words. */
export const fieldsOf: Record<RequestChange, readonly Field[]> = {
  add_model: ['target', 'modelName', 'name', 'streaming'],
  rotate_credentials: ['target'],
  set_enabled: ['target', 'enabled'],
  change_endpoint: ['target', 'endpointUrl', 'tokenUrl', 'reason'],
  remove: ['target'],
  managed_fallback: [],
};

export function toChangeDraft(stored: ServiceRequest | undefined, target: string | undefined): ChangeDraft {
  const { details, target_id: named } = stored ?? {};
  return {
    target: named ?? target ?? '',
    modelName: details?.model_name ?? '',
    name: details?.name ?? '',
    streaming: details?.streaming ?? true,
    enabled: details?.enabled ?? false,
    endpointUrl: details?.endpoint_url ?? '',
    tokenUrl: details?.token_url ?? '',
    reason: details?.reason ?? '',
    text: details?.text ?? '',
  };
}

export function toChange(change: RequestChange, draft: ChangeDraft): Written {
  const has = (field: Field) => fieldsOf[change].includes(field);
  const text = (field: 'modelName' | 'name' | 'endpointUrl' | 'tokenUrl' | 'reason') =>
    has(field) && draft[field].trim() !== '';
  const details = {
    ...(draft.text.trim() !== '' && { text: draft.text.trim() }),
    ...(text('modelName') && { model_name: draft.modelName.trim() }),
    ...(text('name') && { name: draft.name.trim() }),
    ...(text('endpointUrl') && { endpoint_url: draft.endpointUrl.trim() }),
    ...(text('tokenUrl') && { token_url: draft.tokenUrl.trim() }),
    ...(text('reason') && { reason: draft.reason.trim() }),
    ...(has('streaming') && { streaming: draft.streaming }),
    ...(has('enabled') && { enabled: draft.enabled }),
  };
  return {
    ...(has('target') && draft.target.trim() !== '' && { target_id: draft.target.trim() }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}
