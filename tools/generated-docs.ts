import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Permission, permissions } from '../src/control/permissions.ts';
import { routes } from '../src/http/routes/index.ts';
import { type ErrorCode, errorRegistry } from '../src/kernel/errors.ts';
import { roles } from '../src/kernel/scope.ts';
import { consoleApiFile, consoleApiTypes } from './console-api.ts';
import { repositoryRoot } from './repository-files.ts';

/** Pages that say what the code says. `npm run docs` writes them; a test holds them to it. */
export const generatedDocs: Readonly<Record<string, () => string>> = {
  'docs/errors.md': errorsPage,
  'docs/permissions.md': permissionsPage,
};

const note = (source: string) => `<!-- Written by \`npm run docs\` from ${source}. Edit that, not this. -->`;

function errorsPage(): string {
  const codes = (Object.keys(errorRegistry) as ErrorCode[]).toSorted((a, b) => {
    const [first, second] = [errorRegistry[a], errorRegistry[b]];
    return first.status - second.status || (a < b ? -1 : 1);
  });
  const rows = codes.map((code) => {
    const { status, message, remedy } = errorRegistry[code];
    return `| \`${code}\` | ${status} | ${cell(message)} | ${cell(remedy)} |`;
  });
  return page(
    '# Errors',
    note('src/kernel/error-codes.ts'),
    'The control API answers errors as RFC 9457 `application/problem+json`: `{type, title, status, detail, code, request_id, errors?}`.',
    '`/v1` answers them in OpenAI’s shape: `{error: {message, type, code, param}}`. Programs branch on `code`: it never changes its meaning and is never renamed. `detail` and `message` are for people.',
    table(['code', 'status', 'meaning', 'what to do'], rows),
  );
}

function permissionsPage(): string {
  const names = Object.keys(permissions) as Permission[];
  const rows = names.map((name) => {
    const { what, viewing, agentBound } = permissions[name];
    const marks = roles.map((role) => markOf(name, role, viewing));
    return `| \`${name}\` | ${cell(what)} | ${marks.join(' | ')} | ${agentBound ? 'yes' : ''} |`;
  });
  return page(
    '# Who may what',
    note('src/control/permissions.ts and the routes'),
    '“views”: in a tenant that operators administer, its administrators keep only this; every change is 403 `administered_by_operator`. “own only”: not in such a tenant. “always”: in such a tenant too, because nobody else may. A token that is bound to one agent has only what the last column marks.',
    table(['permission', 'what', ...roles.map((role) => `\`${role}\``), 'agent-bound'], rows),
    '## The routes behind each permission',
    'A route that declares neither a permission nor why anyone may call it does not start. Nobody, whatever the role, has a permission to read a stored secret or a prompt.',
    table(
      ['permission', 'routes'],
      names.map((name) => `| \`${name}\` | ${routesBehind(name).join('<br>')} |`),
    ),
    '## Open to anyone',
    table(
      ['route', 'why'],
      routes.flatMap(({ method, path: url, access }) =>
        'anyone' in access ? [`| \`${method} ${braced(url)}\` | ${cell(access.anyone)} |`] : [],
      ),
    ),
  );
}

function markOf(name: Permission, role: (typeof roles)[number], viewing: boolean): string {
  if (!permissions[name].roles.includes(role)) return '';
  if (role !== 'tenant_admin') return 'yes';
  if (!permissions[name].roles.includes('operator')) return 'always';
  return viewing ? 'views' : 'own only';
}

function routesBehind(name: Permission): string[] {
  const found = routes
    .filter(({ access }) => 'permission' in access && access.permission === name)
    .map(({ method, path: url }) => `\`${method} ${braced(url)}\``);
  return name === 'models.use' ? [...found, '`/v1/*`'] : found;
}

const braced = (url: string) => url.replace(/:([a-z_]+)/g, '{$1}');
const cell = (text: string) => text.replaceAll('|', '\\|');
const page = (...parts: string[]) => `${parts.join('\n\n')}\n`;

function table(columns: string[], rows: string[]): string {
  return [`| ${columns.join(' | ')} |`, `|${columns.map(() => '---').join('|')}|`, ...rows].join('\n');
}

if (import.meta.main) {
  for (const [file, write] of Object.entries(generatedDocs)) {
    writeFileSync(path.join(repositoryRoot, file), write());
  }
  writeFileSync(path.join(repositoryRoot, consoleApiFile), await consoleApiTypes());
}
