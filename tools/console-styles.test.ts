import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { listRepositoryFiles, readRepositoryFile } from './repository-files.ts';
import { parse, parseSources, type SourceFile, visit } from './source-files.ts';

const sheets = listRepositoryFiles().filter((file) => /^console\/src\/.*\.module\.css$/.test(file));

test('every class that the console asks a style sheet for is there, and none is there for nobody', () => {
  const asked = new Set(parseSources(['console']).flatMap(listAsked));
  const whole = new Set([...asked].filter((name) => name.endsWith('#*')).map((name) => name.slice(0, -1)));
  const there = new Map(sheets.map((sheet) => [sheet, listClasses(readRepositoryFile(sheet))]));
  const named = [...asked].filter((name) => !name.endsWith('#*'));
  const defined = [...there].flatMap(([sheet, { names }]) => names.map((name) => `${sheet}#${name}`));
  const composed = [...there].flatMap(([sheet, { parts }]) => parts.map((name) => `${sheet}#${name}`));
  assert.ok(named.length > 0);
  assert.deepEqual(
    named.filter((name) => !defined.includes(name)),
    [],
  );
  const isUsed = (name: string) =>
    asked.has(name) || composed.includes(name) || [...whole].some((sheet) => name.startsWith(sheet));
  assert.deepEqual(
    defined.filter((name) => !isUsed(name)),
    [],
  );
});

test('the search for classes sees names, computed names and what others are composed of', () => {
  const code = "import a from './x.module.css'; a.one; a[two]; b.three;";
  assert.deepEqual(listAsked(parse('pages/sample.tsx', code)), [
    'pages/x.module.css#one',
    'pages/x.module.css#*',
  ]);
  const css =
    '.one > p { composes: two three; background: url("./a.png"); } /* .four */ .five[data-a=".six"] {}';
  assert.deepEqual(listClasses(css), { names: ['one', 'five'], parts: ['two', 'three'] });
});

/** `sheet#class`, or `sheet#*` where the class is computed. */
function listAsked({ file, tree }: SourceFile): string[] {
  const imported = new Map<string, string>();
  const asked: string[] = [];
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const name = node.importClause?.name?.text;
      const sheet = path.posix.join(path.posix.dirname(file), node.moduleSpecifier.text);
      if (name !== undefined && sheet.endsWith('.module.css')) imported.set(name, sheet);
    }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      const sheet = imported.get(node.expression.getText(tree));
      if (sheet === undefined) return;
      asked.push(`${sheet}#${ts.isPropertyAccessExpression(node) ? node.name.text : '*'}`);
    }
  });
  return asked;
}

function listClasses(css: string): { names: string[]; parts: string[] } {
  const bare = css.replace(/\/\*.*?\*\//gs, '').replace(/"[^"]*"/g, '');
  const names = [...bare.matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name = '']) => name);
  const parts = [...bare.matchAll(/composes: ([^;]+);/g)].flatMap(([, list = '']) =>
    list.trim().split(/\s+/),
  );
  return { names: [...new Set(names)], parts };
}
