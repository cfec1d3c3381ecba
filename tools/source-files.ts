import ts from 'typescript';
import { listRepositoryFiles, readRepositoryFile } from './repository-files.ts';

export interface SourceFile {
  file: string;
  text: string;
  tree: ts.SourceFile;
}

/** The TypeScript of these folders, parsed. Tests are left out: they are no part of the product. */
export function parseSources(folders: string[]): SourceFile[] {
  return listRepositoryFiles()
    .filter((file) => folders.includes(file.split('/')[0] ?? ''))
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.ts$/.test(file))
    .map((file) => parse(file, readRepositoryFile(file)));
}

export function parse(file: string, text: string): SourceFile {
  return { file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true) };
}

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

export function lineOf(source: SourceFile, node: ts.Node): number {
  return source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree)).line + 1;
}

export interface Import {
  /** Without `node:`. */
  module: string;
  /** The values that come in by name; `*` for a namespace, a default or a dynamic import. Types do not count. */
  values: string[];
  /** What a namespace or default import is called here. */
  local: string | undefined;
}

export function listImports({ tree }: SourceFile): Import[] {
  const found: Import[] = [];
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push(importOf(bare(node.moduleSpecifier.text), node.importClause));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      const values = node.isTypeOnly ? [] : ['*'];
      found.push({ module: bare(node.moduleSpecifier.text), values, local: undefined });
    } else if (ts.isCallExpression(node) && loadsModule(node)) {
      const [name] = node.arguments;
      const module = name && ts.isStringLiteralLike(name) ? bare(name.text) : '(computed)';
      found.push({ module, values: ['*'], local: undefined });
    }
  });
  return found;
}

function importOf(module: string, clause: ts.ImportClause | undefined): Import {
  if (clause === undefined) return { module, values: ['*'], local: undefined };
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return { module, values: [], local: undefined };
  const values: string[] = [];
  let local = clause.name?.text;
  if (clause.name) values.push('*');
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    values.push('*');
    local = bindings.name.text;
  } else if (bindings) {
    const named = bindings.elements.filter((element) => !element.isTypeOnly);
    values.push(...named.map((element) => (element.propertyName ?? element.name).text));
  }
  return { module, values, local };
}

/** `import(…)`, `require(…)`, `process.getBuiltinModule(…)`. */
function loadsModule({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(expression)) return expression.text === 'require';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'getBuiltinModule';
}

function bare(specifier: string): string {
  return specifier.replace(/^node:/, '');
}
