import { findFrameToken, forgetFrameToken } from './frame-token.ts';

/** With the token that the page around this one gave; once more with a new one, if that is not taken any more. */
export async function fetchInFrame(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await send(request);
  if (answer.status !== 401) return answer;
  forgetFrameToken();
  return send(again);
}

async function send(request: Request): Promise<Response> {
  const token = await findFrameToken();
  if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
  return fetch(request);
}
