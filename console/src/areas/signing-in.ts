const key = 'plugboard.return-to';

/** The address stays with this tab, not in the sign-in's own: nobody else can put one there. */
export function goToSignin(): void {
  sessionStorage.setItem(key, location.pathname + location.search);
  location.assign('/signin');
}

/** Once: where the session ended, if it did in this tab. */
export function takeReturnAddress(): string | undefined {
  const address = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return address === '/' ? undefined : address;
}
