import { useState } from 'react';
import {
  type Confirmed,
  type RequestHead,
  type ServiceRequest,
  type Written,
  writeRequest,
} from '../../api/service-requests.ts';
import { useChange } from '../../areas/area.tsx';

interface Sending {
  written: Written;
  isDraft: boolean;
}

/** Hands in what a form holds, or keeps it as a draft; and once more with the word that no credential is in it. */
export function useWriting(
  head: RequestHead,
  stored: ServiceRequest | undefined,
  onDone: (request: ServiceRequest, isDraft: boolean) => void,
) {
  const [last, setLast] = useState<Sending>();
  const change = useChange(({ written, isDraft, ...confirmed }: Sending & Confirmed) =>
    writeRequest(head, stored, { ...written, ...confirmed }, isDraft),
  );
  const send = (sending: Sending & Confirmed) => {
    setLast(sending);
    change.mutate(sending, { onSuccess: (request) => onDone(request, sending.isDraft) });
  };
  return {
    send,
    confirm: () => last && send({ ...last, confirm_no_secrets: true }),
    problem: change.error,
    isPending: change.isPending,
    isDraftSaved: change.isSuccess && last?.isDraft === true,
    reset: change.reset,
  };
}

export type Writing = ReturnType<typeof useWriting>;
