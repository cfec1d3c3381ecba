import type { ApiProblem } from '../../api/problem.ts';
import { tenantForms } from '../../strings/tenant-forms.ts';

const texts = tenantForms.fields;

/** Of what the API takes, what somebody who types it gets wrong first. */
export function describeWrongId(id: string): string | undefined {
  if (id === '') return undefined;
  if (!/^[a-z0-9._-]*$/.test(id)) return texts.idLetters;
  return /^[a-z0-9].*[a-z0-9]$|^[a-z0-9]$/.test(id) ? undefined : texts.idEnds;
}

/** What the API holds against the id alone, and nothing else in the form. */
export function describeRefusedId(problem: ApiProblem | null): string | undefined {
  if (problem?.code === 'id_taken') return texts.idTaken;
  return problem?.code === 'reserved_id' ? texts.idReserved : undefined;
}
