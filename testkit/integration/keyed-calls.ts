import assert from 'node:assert/strict';

/** A call to `/v1` under a key. */
export interface KeyedCall {
  key: string;
  model?: string;
  more?: Record<string, unknown>;
  headers?: Record<string, string>;
  path?: string;
  signal?: AbortSignal;
}

export interface KeyedAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
  code: string | undefined;
}

/** `url` with the token of whoever calls; `model` for calls that name none. */
export async function callWithKey(
  { url, token, model }: { url: string; token: string; model: string },
  { key, more, headers, path = 'chat/completions', signal, ...named }: KeyedCall,
): Promise<KeyedAnswer> {
  const messages = [{ role: 'user', content: 'hi' }];
  const response = await fetch(`${url}/v1/${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, ...headers },
    body: JSON.stringify({ model: named.model ?? model, messages, ...more }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  const { code } = response.status < 400 ? {} : JSON.parse(text).error;
  return { status: response.status, headers: Object.fromEntries(response.headers), text, code };
}

/** The same answer to another request, which says so. */
export function assertReplayOf(first: KeyedAnswer, repeat: KeyedAnswer): void {
  const { 'x-request-id': requestId, date: _then, ...told } = first.headers;
  const {
    'x-request-id': ownId,
    'x-plugboard-replayed': replayed,
    'x-plugboard-original-request-id': originalId,
    date: _now,
    ...toldAgain
  } = repeat.headers;
  assert.deepEqual([repeat.status, repeat.text], [first.status, first.text]);
  assert.deepEqual(toldAgain, told);
  assert.deepEqual([replayed, originalId], ['true', requestId]);
  assert.notEqual(ownId, requestId);
}

export function assertOwnAnswer({ status, headers, text }: KeyedAnswer, what = ''): void {
  assert.deepEqual(
    [status, headers['x-plugboard-replayed']],
    [200, undefined],
    `${what} ${text.slice(0, 500)}`,
  );
}
