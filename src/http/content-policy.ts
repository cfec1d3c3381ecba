const directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
};

/** What helmet sets: everything closed, and a frame only in pages of these origins. */
export function framedBy(origins: readonly string[]) {
  const frameAncestors = origins.length === 0 ? ["'none'"] : [...origins];
  return {
    contentSecurityPolicy: { useDefaults: false, directives: { ...directives, frameAncestors } },
    // Older than the policy, and knows no list of origins.
    frameguard: origins.length === 0,
  };
}
