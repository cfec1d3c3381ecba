import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Deep teal: what can be acted on, and nothing else. */
const accent: MantineColorsTuple = [
  '#edf6f5',
  '#d6e9e7',
  '#afd3cf',
  '#84bbb5',
  '#5fb0a7',
  '#37867f',
  '#276d67',
  '#1f5f5b',
  '#174a47',
  '#0f3533',
];

/** Greys with a little of the accent in them, so that surfaces and text belong together. */
const gray: MantineColorsTuple = [
  '#f7f8f7',
  '#f0f2f0',
  '#e5e9e6',
  '#d5dbd7',
  '#b6bfba',
  '#8b9691',
  '#65716c',
  '#4b5652',
  '#313a37',
  '#1b2321',
];
const dark: MantineColorsTuple = [
  '#e1e8e5',
  '#b7c3be',
  '#94a29c',
  '#65736e',
  '#3c4845',
  '#2e3936',
  '#1e2624',
  '#171d1c',
  '#121716',
  '#0c100f',
];

const red: MantineColorsTuple = [
  '#fdf1ef',
  '#f9dfda',
  '#f0bbb2',
  '#e89585',
  '#e0786a',
  '#c9503c',
  '#b23a28',
  '#992e1e',
  '#7c2417',
  '#5c1a10',
];

const dialogProps = {
  // Locking the page's scroll would inject styles, which the content policy forbids; base.css does it.
  lockScroll: false,
  // A header element outside of every article counts as the page's own.
  attributes: { header: { role: 'presentation' } },
};

/** Mantine’s own is two pixels smaller than the smallest text of ours. */
const smallest = { fontSize: 'var(--mantine-font-size-xs)' };
const besideFields = { description: smallest, error: smallest };

/** Dense and quiet: 14 px text, 32 px controls, small corners, no shadows but on what floats. */
export const theme = createTheme({
  primaryColor: 'accent',
  // White stands on both with a contrast of at least 4.5.
  primaryShade: { light: 7, dark: 6 },
  colors: { accent, gray, dark, red },
  white: '#ffffff',
  black: '#1b2321',
  fontFamily: 'Inter, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  radius: { xs: '3px', sm: '5px', md: '7px', lg: '10px', xl: '16px' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  headings: { fontWeight: '620' },
  components: {
    InputWrapper: { styles: besideFields },
    Radio: { styles: besideFields },
    Checkbox: { styles: besideFields },
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    Modal: { defaultProps: { ...dialogProps, centered: true, padding: 'lg' } },
    Drawer: { defaultProps: dialogProps },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        offset: 4,
        // Inside of a landmark, and with nothing in it that is no item: assistive technology loses neither.
        portalProps: { target: '#content' },
        withInitialFocusPlaceholder: false,
      },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    Table: { defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'md' } },
  },
});
