/** What went wrong, as the API said it (RFC 9457), or that nothing was answered at all. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;
  /** What is wrong, by field of the request. */
  readonly fields: Readonly<Record<string, string>>;

  constructor(answer: {
    status: number;
    code: string;
    detail: string;
    requestId?: string;
    fields?: Record<string, string>;
  }) {
    super(answer.detail);
    this.name = 'ApiProblem';
    this.status = answer.status;
    this.code = answer.code;
    this.requestId = answer.requestId;
    this.fields = answer.fields ?? {};
  }
}

interface ProblemBody {
  code?: unknown;
  detail?: unknown;
  request_id?: unknown;
  errors?: { field: string; detail: string }[];
}

export function parseProblem(status: number, body: unknown): ApiProblem {
  const { code, detail, request_id: requestId, errors } = (body ?? {}) as ProblemBody;
  return new ApiProblem({
    status,
    code: typeof code === 'string' ? code : 'internal_error',
    detail: typeof detail === 'string' ? detail : '',
    ...(typeof requestId === 'string' && { requestId }),
    ...(Array.isArray(errors) && {
      fields: Object.fromEntries(errors.map(({ field, detail }) => [field, detail])),
    }),
  });
}

/** Anything that was thrown on the way to an answer. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  // What fetch throws where nothing was answered; everything else is our own fault.
  const code = error instanceof TypeError ? 'unreachable' : 'console_error';
  return new ApiProblem({ status: 0, code, detail: '' });
}

/** Of a field that is a list: its own problem, or that of the first of its entries that has one. */
export function findListProblem(problem: ApiProblem | null, list: string): string | undefined {
  const fields = Object.entries(problem?.fields ?? {});
  return fields.find(([field]) => field === list || field.startsWith(`${list}.`))?.[1];
}
