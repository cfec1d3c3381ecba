import type { ServiceRequest } from '../../../api/service-requests.ts';
import { ReasonButton } from './reason-button.tsx';

/** What ends a request before it is done. */
export function EndActions({ request: { id, next } }: { request: ServiceRequest }) {
  return (
    <>
      {next.includes('reject') && <ReasonButton id={id} move="reject" />}
      {next.includes('cancel') && <ReasonButton id={id} move="cancel" />}
    </>
  );
}
