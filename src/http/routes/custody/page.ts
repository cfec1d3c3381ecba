import type { CustodyStatement } from '../../../contract/custody.ts';
import type { SignedStatement } from '../../../control/signed-statement.ts';

type Key = CustodyStatement['keys'][number];

/** The same statement for people: a page that prints well and needs no script. */
export function toCustodyPage({
  statement,
  signed,
  signature,
  keyId,
}: SignedStatement<CustodyStatement>): string {
  const { tenant, environment, at, from, to, keys, managed, calls, hosts, complete, kek_version } = statement;
  const facts: [string, string][] = [
    ['As of', at],
    ['Period of use', `${from} to ${to}${complete ? '' : ' (older rows were removed)'}`],
    ['Calls', String(calls)],
    ['Attempts on managed models', String(managed.attempts)],
    ['Hosts', hosts.join(', ') || 'none'],
    ['Master key version', kek_version ?? 'unknown'],
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Custody of ${toHtml(tenant)}, ${toHtml(environment)}</title>
<link rel="stylesheet" href="/assets/base.css">
</head>
<body>
<main>
<h1>Custody of keys: ${toHtml(tenant)}, ${toHtml(environment)}</h1>
${table(['', ''], facts)}
${keys.map(toSection).join('\n')}
<h2>Signature</h2>
<p>Key ${toHtml(keyId)}, of <code>GET /ai/api/v1/ledger/keys</code>. Ed25519 over the bytes below, both in base64.</p>
<p><code>${toHtml(Buffer.from(signature).toString('base64'))}</code></p>
<details><summary>The bytes that were signed</summary><pre>${toHtml(Buffer.from(signed).toString('base64'))}</pre></details>
</main>
</body>
</html>
`;
}

function toSection(key: Key): string {
  const held = key.secrets.map(({ field, last4, deposited_at, origins, sealed_sha256 }) => [
    field,
    last4 === null ? '' : `…${last4}`,
    deposited_at,
    origins.join(', ') || 'nowhere yet',
    sealed_sha256.slice(0, 16),
  ]);
  const acts = key.acts.map(({ at, action, actor }) => [
    at,
    action,
    `${actor.kind} ${actor.id} (${actor.role})`,
  ]);
  const opens = key.opens.map((one) => [`version ${one.key_version}`, String(one.opens), one.last_at]);
  const uses = key.uses.map((one) => [
    `version ${one.key_version}`,
    String(one.attempts),
    `${one.first_at} to ${one.last_at}`,
    one.hosts.join(', '),
  ]);
  return `<h2>${toHtml(key.name ?? key.credential_id)} (${key.state})</h2>
<p>${toHtml(key.provider ?? 'no provider yet')}, credential ${toHtml(key.credential_id)}</p>
${table(['secret', 'ends in', 'deposited', 'may be sent to', 'fingerprint'], held)}
${table(['when', 'what', 'who'], acts)}
${table(['key', 'opened', 'last'], opens)}
${table(['key', 'attempts', 'when', 'hosts'], uses)}`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = heads.some((name) => name !== '')
    ? `<tr>${heads.map((name) => `<th>${toHtml(name)}</th>`).join('')}</tr>`
    : '';
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${toHtml(cell)}</td>`).join('')}</tr>`);
  return `<table>${head}${body.join('')}</table>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const toHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
