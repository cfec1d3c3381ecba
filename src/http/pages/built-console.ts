import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** One file of the console in every encoding that the build made of it. */
export interface BuiltFile {
  type: string;
  identity: Buffer;
  br?: Buffer;
  gzip?: Buffer;
}

export interface BuiltConsole {
  /** The one document of the console: every page begins with it. */
  document: BuiltFile;
  /** By file name, which carries the hash of the content. */
  assets: ReadonlyMap<string, BuiltFile>;
}

/** From `src/http/pages` and from `dist/http/pages` alike. */
const builtInto = new URL('../../../console/dist/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Read once, whole: what is not in the list that the build made cannot be asked for. Undefined: it was not built. */
export function readBuiltConsole(folder: URL = builtInto): BuiltConsole | undefined {
  const document = findFile(folder, 'index.html');
  if (!document) return undefined;
  const assetFolder = new URL('assets/', folder);
  const names = readdirSync(assetFolder).filter((name) => extname(name) in types);
  return {
    document,
    assets: new Map(names.map((name) => [name, getFile(assetFolder, name)])),
  };
}

function findFile(folder: URL, name: string): BuiltFile | undefined {
  try {
    return getFile(folder, name);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function getFile(folder: URL, name: string): BuiltFile {
  const read = (encoded: string) => readFileSync(new URL(encoded, folder));
  const file: BuiltFile = { type: types[extname(name)] ?? 'application/octet-stream', identity: read(name) };
  const br = findBytes(() => read(`${name}.br`));
  const gzip = findBytes(() => read(`${name}.gz`));
  return { ...file, ...(br && { br }), ...(gzip && { gzip }) };
}

/** The build leaves out an encoding that would be no smaller. */
function findBytes(read: () => Buffer): Buffer | undefined {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
