import { readableAccent } from './accent.ts';
import { wantedLook } from './framing.ts';

/** The accent is all of the style that the page around may choose; it goes into variables and nowhere else. */
export function applyAccent(): void {
  const { accent } = wantedLook;
  if (accent === undefined) return;
  const root = document.documentElement;
  const theme = root.dataset['mantineColorScheme'] === 'dark' ? 'dark' : 'light';
  const { fill, text } = readableAccent(accent, theme);
  const variables = {
    '--accent': text,
    '--accent-soft': `color-mix(in srgb, ${fill} 14%, var(--surface))`,
    '--on-accent-soft': 'var(--text)',
    '--mantine-color-accent-filled': fill,
    '--mantine-color-accent-filled-hover': `color-mix(in srgb, ${fill} 88%, black)`,
  };
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
}
