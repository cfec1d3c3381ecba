import type { ServiceRequest } from '../../api/service-requests.ts';

/** Of the forms of each kind of request. */
export interface FormProps {
  /** Left undefined: a new one. */
  stored: ServiceRequest | undefined;
  onDone: (request: ServiceRequest, isDraft: boolean) => void;
}
