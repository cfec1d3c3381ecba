import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ask } from '../../../api/api.ts';
import { type ApiProblem, toProblem } from '../../../api/problem.ts';
import { type RequestCheck, type ServiceRequest, watchWork } from '../../../api/service-requests.ts';
import { useApi } from '../../../areas/area.tsx';

/** Work that is checked: each check as it ends. What was done and is red stays done, so all is asked for anew. */
export function useCheckedWork<Input = void>(work: (input: Input) => Ask<ReadableStream<Uint8Array> | null>) {
  const api = useApi();
  const queries = useQueryClient();
  const [checks, setChecks] = useState<readonly RequestCheck[]>([]);
  const run = useMutation<ServiceRequest, ApiProblem, Input>({
    mutationFn: (input) => {
      setChecks([]);
      const note = (check: RequestCheck) => setChecks((before) => [...before, check]);
      return watchWork(api, work(input), note).catch((error) => {
        throw toProblem(error);
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [api.scope.name] }),
  });
  return { ...run, checks };
}
