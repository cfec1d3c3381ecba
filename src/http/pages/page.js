/** Signing in; the console takes over after it. Whatever comes from the server is put in as text, never as markup. */

const api = '/ai/api/v1';

const messages = {
  invalid_one_time_token:
    'This link is not valid, was already used, or has expired. Get a new one as described below.',
  signin_failed: 'The sign-in could not be completed. Please try again; the server’s log holds the cause.',
  no_membership: 'You are known, but you have been given no tenant here. Ask whoever manages your account.',
  rate_limited: 'Too many attempts. Please wait a minute and try again.',
  unavailable: 'The service cannot answer now. Please try again soon.',
  unreachable: 'The server did not answer. Check your connection and try again.',
};
const unexpected = 'Something went wrong on our side. Please try again.';

const byId = (id) => document.getElementById(id);

function fill(name, text) {
  for (const element of document.querySelectorAll(`[data-${name}]`)) element.textContent = text;
}

function notify(text, kind) {
  const notice = document.createElement('p');
  notice.className = `notice ${kind}`;
  notice.textContent = text;
  byId('signin-notice').replaceChildren(notice);
}

/** Never throws: a server that does not answer is one more answer. */
async function ask(method, path, body) {
  try {
    const response = await fetch(api + path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer = response.status === 204 ? {} : await response.json();
    return { ok: response.ok, status: response.status, code: answer.code, answer };
  } catch {
    return { ok: false, status: 0, code: 'unreachable', answer: {} };
  }
}

const messageOf = (code) => (Object.hasOwn(messages, code) ? messages[code] : unexpected);

/** A second press while the first is under way does nothing, and the button keeps the focus. */
function onPress(id, work) {
  const button = byId(id);
  button.addEventListener('click', async () => {
    if (button.ariaBusy === 'true') return;
    button.ariaBusy = 'true';
    try {
      await work();
    } finally {
      button.ariaBusy = 'false';
    }
  });
}

async function showSignin() {
  const link = location.hash.slice(1);
  const { searchParams } = new URL(location.href);
  const methods = await ask('GET', '/signin_methods');
  const oidc = methods.answer.oidc ?? { enabled: false, name: 'Plugboard' };
  fill('platform', oidc.name);
  fill('host', location.host);
  document.title = `Sign in · ${oidc.name}`;
  offerWays(link, oidc);
  if (searchParams.has('error')) notify(messageOf(searchParams.get('error')), 'bad');
  else if (searchParams.has('signed_out')) notify('You are signed out.', 'good');
  else if (!methods.ok) notify(messageOf(methods.code), 'bad');
  byId('loading').hidden = true;
  byId('signin').hidden = false;
  onPress('use-link', () => useLink(link, oidc));
}

/** With a link in hand the identity provider is the other way; without one it is the first. */
function offerWays(link, oidc) {
  byId('by-link').hidden = link === '';
  byId('by-oidc').hidden = !oidc.enabled;
  byId('use-oidc').classList.toggle('primary', link === '');
  byId('by-oidc').classList.toggle('other', link !== '');
  byId('how-to-link').hidden = link !== '';
  byId('how-to-link').classList.toggle('apart', oidc.enabled);
  fill('link-title', oidc.enabled ? 'Or with a one-time link' : 'With a one-time link');
}

async function useLink(link, oidc) {
  byId('status').textContent = 'Signing in…';
  const { ok, code, status } = await ask('POST', '/session', { link });
  if (ok) {
    location.replace('/');
    return;
  }
  byId('status').textContent = '';
  const refused = status === 400 ? 'invalid_one_time_token' : code;
  notify(messageOf(refused), 'bad');
  if (refused !== 'invalid_one_time_token') return;
  // It will never work again, so it is taken out of the address too.
  history.replaceState(null, '', '/signin');
  offerWays('', oidc);
  // The button that had the focus is gone.
  byId('signin-title').focus();
}

// A link that is pasted over an open sign-in page changes nothing but the part after the hash.
window.addEventListener('hashchange', () => location.reload());
await showSignin();
