/** Signing in and the first page after it. Whatever comes from the server is put in as text, never as markup. */

const placeKey = 'plugboard.place';
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

const roles = { operator: 'Operator', tenant_admin: 'Tenant administrator', user: 'User' };

const byId = (id) => document.getElementById(id);

function fill(name, text) {
  for (const element of document.querySelectorAll(`[data-${name}]`)) element.textContent = text;
}

function show(id) {
  for (const view of ['loading', 'signin', 'home', 'broken']) byId(view).hidden = view !== id;
  byId('status').textContent = '';
}

function notify(id, text, kind) {
  const notice = document.createElement('p');
  notice.className = `notice ${kind}`;
  notice.textContent = text;
  byId(id).replaceChildren(notice);
}

/** Never throws: a server that does not answer is one more answer. */
async function ask(method, path, { body, place } = {}) {
  try {
    const response = await fetch(api + path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
        ...(place && { 'x-plugboard-membership': place }),
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
  if (searchParams.has('error')) notify('signin-notice', messageOf(searchParams.get('error')), 'bad');
  else if (searchParams.has('signed_out')) notify('signin-notice', 'You are signed out.', 'good');
  else if (!methods.ok) notify('signin-notice', messageOf(methods.code), 'bad');
  show('signin');
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
  const { ok, code, status } = await ask('POST', '/session', { body: { link } });
  if (ok) {
    forgetPlace();
    location.replace('/');
    return;
  }
  byId('status').textContent = '';
  const refused = status === 400 ? 'invalid_one_time_token' : code;
  notify('signin-notice', messageOf(refused), 'bad');
  if (refused !== 'invalid_one_time_token') return;
  // It will never work again, so it is taken out of the address too.
  history.replaceState(null, '', '/signin');
  offerWays('', oidc);
  // The button that had the focus is gone.
  byId('signin-title').focus();
}

async function showHome() {
  const session = await findSession();
  if (session.status === 401) {
    location.replace('/signin');
    return;
  }
  if (!session.ok) {
    notify('broken-notice', messageOf(session.code), 'bad');
    show('broken');
    return;
  }
  const platform = await ask('GET', '/platform');
  const { name, version, support_url: support, public_url: publicUrl } = platform.answer;
  fill('platform', name ?? 'Plugboard');
  fill('control-url', `${publicUrl ?? location.origin}${api}`);
  fill('inference-url', `${publicUrl ?? location.origin}/v1`);
  fill('version', version === undefined ? '' : `Plugboard ${version}`);
  showSupport(support);
  document.title = name ?? 'Plugboard';
  showPerson(session.answer);
  byId('who').hidden = false;
  show('home');
}

function showSupport(url) {
  if (!url) return;
  const link = document.createElement('a');
  link.href = url;
  link.textContent = 'Support';
  byId('support').replaceChildren(link);
}

/** Where the chosen place is gone, the person is in the first of the others. */
async function findSession() {
  const place = sessionStorage.getItem(placeKey) ?? undefined;
  const session = await ask('GET', '/session', { place });
  if (place === undefined || session.code !== 'no_membership') return session;
  forgetPlace();
  return ask('GET', '/session');
}

function showPerson({ name, role, tenant, environment, memberships }) {
  fill('name', name);
  fill('role', roles[role] ?? role);
  byId('role-hint').hidden = role !== 'operator';
  fill('tenant', tenant ?? 'All tenants');
  fill('environment', environment ?? 'All environments');
  const chosen = tenant === null ? 'operator' : `${tenant}/${environment}`;
  const places = memberships.map((membership) => {
    const option = document.createElement('option');
    option.value = membership.name;
    option.selected = membership.name === chosen;
    option.textContent = nameOfPlace(membership);
    return option;
  });
  byId('place').replaceChildren(...places);
  byId('chooser').hidden = places.length < 2;
}

function nameOfPlace({ tenant, environment }) {
  return environment === null ? 'The whole platform' : `${tenant} · ${environment}`;
}

async function choosePlace() {
  const before = sessionStorage.getItem(placeKey);
  sessionStorage.setItem(placeKey, byId('place').value);
  const session = await findSession();
  if (session.status === 401) {
    location.replace('/signin');
    return;
  }
  byId('home-notice').replaceChildren();
  if (session.ok) {
    showPerson(session.answer);
    byId('status').textContent = `You act in ${byId('place').selectedOptions[0]?.textContent ?? ''} now.`;
    return;
  }
  if (before === null) forgetPlace();
  else sessionStorage.setItem(placeKey, before);
  notify('home-notice', messageOf(session.code), 'bad');
}

function forgetPlace() {
  sessionStorage.removeItem(placeKey);
}

async function signOut() {
  const { ok, code } = await ask('DELETE', '/session');
  if (ok) {
    forgetPlace();
    location.replace('/signin?signed_out');
    return;
  }
  notify(byId('home').hidden ? 'broken-notice' : 'home-notice', messageOf(code), 'bad');
}

const isSignin = location.pathname === '/signin';
if (!isSignin) {
  byId('place').addEventListener('change', choosePlace);
  onPress('sign-out', signOut);
  onPress('leave', signOut);
  onPress('again', showHome);
}
// A link that is pasted over an open sign-in page changes nothing but the part after the hash.
window.addEventListener('hashchange', () => location.reload());
await (isSignin ? showSignin() : showHome());
