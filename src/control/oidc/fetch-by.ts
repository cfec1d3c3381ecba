import type { SendAsOperator } from '../../kernel/ports.ts';

interface FetchOptions {
  method: string;
  headers: Record<string, string>;
  body?: unknown;
}

const statusesWithoutBody = [204, 205, 304];

/** The guarded way out in the form that the OAuth library calls: it has no other. */
export function fetchBy(send: SendAsOperator): (url: string, options: FetchOptions) => Promise<Response> {
  return async (url, { method, headers, body }) => {
    if (method !== 'GET' && method !== 'POST') throw new Error(`Unexpected method ${method}`);
    const answer = await send({
      method,
      url,
      headers,
      ...(body !== undefined && body !== null && { body: String(body) }),
    });
    const hasBody = !statusesWithoutBody.includes(answer.status);
    return new Response(hasBody ? new Uint8Array(answer.body) : null, answer);
  };
}
