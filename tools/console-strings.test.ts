import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { lineOf, parse, parseSources, type SourceFile, visit } from './source-files.ts';

/** What people read or hear of an element. */
const spoken = new Set([
  'title',
  'label',
  'placeholder',
  'alt',
  'description',
  'aria-label',
  'aria-description',
]);

test('every word that the console shows is in console/src/strings', () => {
  const sources = parseSources(['console']).filter(({ file }) => file.endsWith('.tsx'));
  assert.ok(sources.length > 0);
  assert.deepEqual(sources.flatMap(wordsIn), []);
});

test('the search for words sees text, attributes and expressions', () => {
  for (const code of [
    '<p>Hello</p>',
    '<p>{"Hello"}</p>',
    '<p title="Hello" />',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code of a sample
    '<p aria-label={`Hello ${name}`} />',
  ]) {
    assert.equal(wordsIn(parse('sample.tsx', code)).length, 1, code);
  }
  assert.deepEqual(wordsIn(parse('sample.tsx', '<p className="soft">{texts.hello} · {count}</p>')), []);
});

function wordsIn(source: SourceFile): string[] {
  const found: string[] = [];
  visit(source.tree, (node) => {
    const text = shownText(node, source);
    if (text !== undefined && /\p{L}{2}/u.test(text)) {
      found.push(`${source.file}:${lineOf(source, node)}: ${text.trim()}`);
    }
  });
  return found;
}

function shownText(node: ts.Node, { tree }: SourceFile): string | undefined {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return literalOf(node.expression);
  if (!ts.isJsxAttribute(node) || !spoken.has(node.name.getText(tree))) return undefined;
  const { initializer } = node;
  return initializer && ts.isJsxExpression(initializer)
    ? literalOf(initializer.expression)
    : literalOf(initializer);
}

function literalOf(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? node.head.text + node.templateSpans.map(({ literal }) => literal.text).join('')
    : undefined;
}
