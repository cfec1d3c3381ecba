import {
  convertCssVariables,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { theme } from '../src/theme/theme.ts';

const name = 'virtual:theme.css';

/**
 * Mantine would write the theme's variables into a style element when the page runs, which `style-src 'self'`
 * forbids. So the build writes them into the style sheet.
 */
export function themeAsStyleSheet(): Plugin {
  return {
    name: 'plugboard:theme-as-style-sheet',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => {
      if (id !== `\0${name}`) return undefined;
      return convertCssVariables(
        defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme)),
        ':root',
      );
    },
  };
}
