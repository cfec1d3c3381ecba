import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import ts from 'typescript';
import { listPureSuites, listServiceSuites } from '../testkit/bundles/list-suites.ts';
import { listRepositoryFiles, readRepositoryFile } from './repository-files.ts';
import { lineOf, parse, parseSources, type SourceFile, visit } from './source-files.ts';

const fileLinesMax = 300;
const functionLinesMax = 60;

/**
 * What may be longer, and how long at most: `file` or `file#function`. The list may only shrink: raise no number,
 * add no line; an entry that is not needed any more fails the test until it is removed.
 */
const longer: Record<string, number> = {};

const text =
  /\.(ts|tsx|js|cjs|mjs|json|md|yml|yaml|sh|sql|html|css|txt|toml)$|^\.[a-z]|(^|\/)[A-Z]+$|^\.ci\//;

test('files and functions stay short', () => {
  const sizes = parseSources(['src', 'testkit', 'console']).flatMap(sizesOf);
  const tooLong = sizes.filter(({ name, lines, max }) => lines > (longer[name] ?? max));
  assert.deepEqual(tooLong.map(describe), []);
  const needed = new Set(sizes.filter(({ lines, max }) => lines > max).map(({ name }) => name));
  assert.deepEqual(
    Object.keys(longer).filter((name) => !needed.has(name)),
    [],
    'these exceptions are not needed any more',
  );
});

test('every test is run, and none twice', () => {
  const { scripts } = JSON.parse(readRepositoryFile('package.json')) as { scripts: Record<string, string> };
  const globs = [...`${scripts['test:all']} ${scripts['test:long']}`.matchAll(/"([^"]+)"/g)].map(
    ([, glob]) => glob ?? '',
  );
  const together = [...listPureSuites(), ...listServiceSuites()];
  for (const file of listRepositoryFiles().filter((name) => name.endsWith('.test.ts'))) {
    const times = [
      ...globs.filter((glob) => path.matchesGlob(file, glob)),
      ...together.filter((one) => one === file),
    ];
    assert.equal(times.length, 1, `${file}: ${times.join(', ') || 'never'}`);
  }
});

test('the measure of functions sees every kind of function', () => {
  const body = `{\n${'  work();\n'.repeat(functionLinesMax)}}`;
  for (const [name, code] of Object.entries({
    declared: `function declared() ${body}`,
    arrow: `const arrow = () => ${body};`,
    method: `class C { method() ${body} }`,
    constructor: `class C { constructor() ${body} }`,
    getter: `const o = { get getter() ${body} };`,
  })) {
    const [, ...functions] = sizesOf(parse('sample.ts', code));
    assert.deepEqual(
      functions.map(({ name, lines }) => [name, lines]),
      [[`sample.ts#${name}`, functionLinesMax + 2]],
    );
  }
});

test('names are in kebab-case and say what is inside', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
  const ours = listRepositoryFiles().filter((file) => /^(src|testkit|tools|bench|console\/src)\//.test(file));
  const parts = (file: string) => file.split('/');
  assert.deepEqual(
    ours.filter((file) => parts(file).some((part) => !kebab.test(part))),
    [],
  );
  const empty = /^(utils?|helpers?|misc)(\.|$)/;
  assert.deepEqual(
    ours.filter((file) => parts(file).some((part) => empty.test(part))),
    [],
  );
});

test('nothing is left to do in a comment', () => {
  const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);
  assert.deepEqual(linesMatching(marks), []);
});

test('nothing in the repository depends on where it was written', () => {
  const homes = ['root', 'work', 'home', 'Users'].join('|');
  assert.deepEqual(linesMatching(new RegExp(`(?<![\\w.*@-])/(${homes})/\\w`)), [], 'paths of one machine');
  const mirrors = ['registry', 'artifactory', 'nexus', 'verdaccio', 'jfrog'].join('|');
  assert.deepEqual(linesMatching(new RegExp(`https?://[^/\\s"'\`]*(${mirrors})`)), [], 'package registries');
});

interface Size {
  name: string;
  lines: number;
  max: number;
}

function describe({ name, lines, max }: Size): string {
  return `${name} has ${lines} lines, more than ${longer[name] ?? max}`;
}

function sizesOf(source: SourceFile): Size[] {
  const lines = source.text.trimEnd().split('\n').length;
  const sizes: Size[] = [{ name: source.file, lines, max: fileLinesMax }];
  visit(source.tree, (node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return;
    const length = linesOf(source, node) - linesOfMembers(source, node);
    sizes.push({ name: `${source.file}#${nameOf(node)}`, lines: length, max: functionLinesMax });
  });
  return sizes;
}

function linesOf(source: SourceFile, node: ts.Node): number {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.end);
  return line + 1 - lineOf(source, node) + 1;
}

/** A function that makes an object of functions is like a class: its members are measured one by one. */
function linesOfMembers(source: SourceFile, maker: ts.Node): number {
  let lines = 0;
  const seek = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      for (const member of node.properties) {
        const isFunction = ts.isPropertyAssignment(member)
          ? ts.isFunctionLike(member.initializer)
          : ts.isFunctionLike(member);
        if (isFunction) lines += linesOf(source, member);
        else seek(member);
      }
    } else if (node === maker || !ts.isFunctionLike(node)) {
      ts.forEachChild(node, seek);
    }
  };
  seek(maker);
  return lines;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (node.name) return node.name.getText();
  const { parent } = node;
  const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent);
  return named ? parent.name.getText() : '(anonymous)';
}

function linesMatching(pattern: RegExp): string[] {
  return listRepositoryFiles()
    .filter((file) => text.test(file))
    .flatMap((file) =>
      readRepositoryFile(file)
        .split('\n')
        .flatMap((line, index) =>
          pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
        ),
    );
}
