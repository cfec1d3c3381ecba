import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readableAccent } from './accent.ts';

test('a colour that can be read stays as it is; one that cannot is moved until it can', () => {
  assert.deepEqual(readableAccent('#1f5f5b', 'light'), { fill: '#1f5f5b', text: '#1f5f5b' });
  assert.deepEqual(readableAccent('#000000', 'dark').fill, '#000000');
  for (const theme of ['light', 'dark'] as const) {
    for (const colour of ['#ffff00', '#ffffff', '#7f7f7f', '#ff0000', '#00ff88']) {
      const { fill, text } = readableAccent(colour, theme);
      assert.match(`${fill}${text}`, /^(#[0-9a-f]{6}){2}$/);
      assert.ok(brightness(fill) < 0x90, `white on ${fill}`);
      assert.ok(theme === 'light' ? brightness(text) < 0x90 : brightness(text) > 0x60, `${text}, ${theme}`);
    }
  }
});

function brightness(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return 0.3 * red + 0.59 * green + 0.11 * blue;
}
