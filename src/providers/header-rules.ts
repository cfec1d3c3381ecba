export const headersMax = 20;

const headerName = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/;

/** What belongs to the connection, to the body or to a caller; a tenant's own value there would only break or leak. */
const forbidden = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'keep-alive',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** Names that would mean something to JavaScript rather than to the server. */
const inert = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What is wrong with the name of a tenant's own header; undefined where nothing is. `reserved` are the headers that
 * the credential itself is sent in; `seen` the names before this one, in lower case.
 */
export function findHeaderProblem(
  name: string,
  reserved: readonly string[],
  seen: ReadonlySet<string>,
): string | undefined {
  const lower = name.toLowerCase();
  if (!headerName.test(name) || inert.has(lower)) return 'headers has a name that is no header’s name';
  if (forbidden.has(lower) || lower.startsWith('proxy-') || lower.startsWith('x-forwarded-')) {
    return 'headers may not set what belongs to the connection or the body';
  }
  if (reserved.some((taken) => taken.toLowerCase() === lower)) {
    return 'headers may not repeat the header that the credential is sent in';
  }
  return seen.has(lower) ? 'headers has one name twice' : undefined;
}

/** Whether a tenant may have the credential itself sent in this header. */
export function isAuthHeaderName(name: string): boolean {
  return findHeaderProblem(name, [], new Set()) === undefined;
}
