type Rgb = readonly [number, number, number];

/** What text and surfaces are in either theme: theme/tokens.css. */
const surfaces = { light: '#f4f6f4', dark: '#181f1d' } as const;
const contrastMin = 4.6;
const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];

/** A platform’s own colour, made darker or lighter until what stands on it and what is written in it can be read. */
export function readableAccent(hex: string, theme: 'light' | 'dark'): { fill: string; text: string } {
  const colour = parse(hex);
  const fill = until(colour, black, (tried) => contrast(tried, white) >= contrastMin);
  const ground = parse(surfaces[theme]);
  const towards = theme === 'light' ? black : white;
  const text = until(colour, towards, (tried) => contrast(tried, ground) >= contrastMin);
  return { fill: format(fill), text: format(text) };
}

function until(colour: Rgb, towards: Rgb, isEnough: (tried: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const tried = mix(colour, towards, share);
    if (isEnough(tried)) return tried;
  }
  return towards;
}

function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => Math.round(one[index] * (1 - share) + other[index] * share);
  return [part(0), part(1), part(2)];
}

/** As WCAG counts it. */
function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function parse(hex: string): Rgb {
  const at = (index: number) => Number.parseInt(hex.slice(index, index + 2), 16);
  return [at(1), at(3), at(5)];
}

const format = (colour: Rgb) => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
