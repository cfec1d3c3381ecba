import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { buildConsoleIfStale } from '../testkit/console/build-if-stale.ts';
import { repositoryRoot } from './repository-files.ts';

const built = path.join(repositoryRoot, 'console/dist');
const firstLoadBytesMax = 250 * 1024;
/** One page's own code: a page that is much larger holds something that should come later. */
const pageBytesMax = 120 * 1024;

let document = '';
before(() => {
  buildConsoleIfStale();
  document = readFileSync(path.join(built, 'index.html'), 'utf8');
});

const sizeOf = (file: string) => {
  const compressed = path.join(built, `${file}.br`);
  return statSync(existsSync(compressed) ? compressed : path.join(built, file)).size;
};
const loadedFirst = (pattern: RegExp) => [...document.matchAll(pattern)].map(([, file]) => file ?? '');

test('what the console loads before any page is less than 250 KB of compressed JavaScript', () => {
  const scripts = loadedFirst(/(?:src|href)="\/(assets\/[^"]+\.js)"/g);
  assert.ok(scripts.length > 0);
  const bytes = scripts.reduce((sum, file) => sum + sizeOf(file), 0);
  const pages = readdirSync(path.join(built, 'assets')).filter((file) => file.endsWith('.js'));
  const largest = Math.max(
    ...pages.filter((file) => !scripts.includes(`assets/${file}`)).map((file) => sizeOf(`assets/${file}`)),
  );
  assert.ok(bytes + largest < firstLoadBytesMax, `${bytes} bytes and a page of ${largest}`);
  assert.ok(largest < pageBytesMax, `a page of ${largest} bytes`);
});

test('S49 the console’s document holds no script and no style of its own, and names no other host', () => {
  assert.doesNotMatch(document, /<script(?![^>]* src="\/)[^>]*>/);
  assert.doesNotMatch(document, /<style|\sstyle=|\son[a-z]+=/);
  assert.deepEqual(loadedFirst(/(?:src|href)="((?!\/|data:)[^"]*)"/g), []);
});

test('every asset of the console carries the hash of its content, and has its compressed forms beside it', () => {
  const files = readdirSync(path.join(built, 'assets'));
  const assets = files.filter((file) => !/\.(br|gz)$/.test(file));
  assert.deepEqual(
    assets.filter((file) => !/-[\w-]{8}\.(js|css|svg)$/.test(file)),
    [],
  );
  const large = assets.filter((file) => statSync(path.join(built, 'assets', file)).size > 1024);
  assert.deepEqual(
    large.filter((file) => !files.includes(`${file}.br`) || !files.includes(`${file}.gz`)),
    [],
  );
});
