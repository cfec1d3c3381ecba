import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { colourSchemeFirst } from './build/colour-scheme-first.ts';
import { precompress } from './build/precompress.ts';
import { themeAsStyleSheet } from './build/theme-as-style-sheet.ts';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), themeAsStyleSheet(), colourSchemeFirst(), precompress()],
  build: {
    target: 'es2023',
    // The content policy allows no data in place of a file, and no script inside of the document.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    // `npm run console` beside `npm start`: the API is the running server's.
    proxy: Object.fromEntries(
      ['/ai', '/signin', '/assets/page', '/assets/base'].map((path) => [path, 'http://127.0.0.1:8080']),
    ),
  },
});
