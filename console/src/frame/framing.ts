/** Whether this is a page that the platform has placed in its own product: without the shell and without cookies. */
export const isFramed = location.pathname.startsWith('/embed/');

/** In a window of its own there is nobody who could hand it a token, and nobody who asked for it. */
export const isAlone = window.parent === window;

const given = new URLSearchParams(isFramed ? location.search : '');

/** How the page around it wants it to look; anything that is not exactly that is as if it were not there. */
export const wantedLook = {
  theme: (['light', 'dark'] as const).find((theme) => theme === given.get('theme')),
  accent: /^[0-9a-f]{6}$/i.test(given.get('accent') ?? '') ? `#${given.get('accent')}` : undefined,
};
