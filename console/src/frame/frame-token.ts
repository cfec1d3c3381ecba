/**
 * The token of a frame. The page around it hands it over by a message, before each ends the next; it is held in memory
 * alone. No address carries it, and no cookie, which a frame of another site would not get.
 */

/** What the frame says to the page around it: nothing that anyone may not hear. */
const wanted = 'plugboard:token-wanted';
const renewedBeforeMs = 30_000;
const answerWithinMs = 15_000;

let held: { token: string; endsAt: number } | undefined;
let coming: Promise<string> | undefined;

/** Undefined: the page around it gives none. */
export async function findFrameToken(): Promise<string | undefined> {
  if (held && held.endsAt - renewedBeforeMs > Date.now()) return held.token;
  coming ??= askForToken().finally(() => {
    coming = undefined;
  });
  return coming.catch(() => held?.token);
}

/** The server does not take it any more, whatever it says of itself. */
export function forgetFrameToken(): void {
  held = undefined;
}

function askForToken(): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      removeEventListener('message', hear);
    };
    const timer = setTimeout(() => {
      stop();
      reject(new Error('The page around this one gave no token'));
    }, answerWithinMs);
    const hear = ({ source, data }: MessageEvent<unknown>) => {
      // Only pages of configured origins can be around this one: the browser holds them to that.
      if (source !== window.parent) return;
      const token = (data as { plugboardToken?: unknown } | null)?.plugboardToken;
      if (typeof token !== 'string') return;
      stop();
      held = { token, endsAt: endOf(token) };
      resolve(token);
    };
    addEventListener('message', hear);
    window.parent.postMessage(wanted, '*');
  });
}

/** By the length of life that it says it has: this machine’s clock may be another than the server’s. */
function endOf(token: string): number {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat?: unknown; exp?: unknown };
    return Date.now() + (Number(exp) - Number(iat)) * 1000 || 0;
  } catch {
    return 0;
  }
}
