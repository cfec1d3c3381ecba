import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/**
 * Sets the colour scheme before anything is painted: a small script of its own that the document waits for. Inside of
 * the document it would break the content policy; as a module it would come after the first paint.
 */
export function colourSchemeFirst(): Plugin {
  const source = readFileSync(new URL('colour-scheme.js', import.meta.url), 'utf8');
  return {
    name: 'plugboard:colour-scheme-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const script = Object.values(bundle ?? {}).find(({ name }) => name === 'colour-scheme.js');
        if (!script) throw new Error('The script of the colour scheme is missing from the bundle');
        return [{ tag: 'script', attrs: { src: `/${script.fileName}` }, injectTo: 'head-prepend' }];
      },
    },
    buildStart() {
      this.emitFile({ type: 'asset', name: 'colour-scheme.js', source });
    },
  };
}
