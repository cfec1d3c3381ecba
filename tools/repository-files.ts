import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const repositoryRoot = path.resolve(import.meta.dirname, '..');

/** What .gitignore keeps out of the repository, and git's own folder. */
const notOurs = new Set(['.git', 'node_modules', '.plugboard', 'dist', 'coverage']);

/** Every file of the repository, as paths from its root with forward slashes. */
export function listRepositoryFiles(): string[] {
  return listUnder('').toSorted();
}

export function readRepositoryFile(file: string): string {
  return readFileSync(path.join(repositoryRoot, file), 'utf8');
}

function listUnder(folder: string): string[] {
  return readdirSync(path.join(repositoryRoot, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (notOurs.has(entry.name) || entry.name.endsWith('.log')) return [];
    return entry.isDirectory() ? listUnder(file) : [file];
  });
}
