import type { EnvironmentReader } from './environment-reader.ts';

const prefix = 'PLUGBOARD_';

const knownNames = [
  'DATABASE_URL',
  'PLUGBOARD_ACCEPT_RESTORE_WITHOUT_TOMBSTONES',
  'PLUGBOARD_AWS_ACCESS_KEY_ID',
  'PLUGBOARD_AWS_PRINCIPAL_ARN',
  'PLUGBOARD_AWS_SECRET_ACCESS_KEY',
  'PLUGBOARD_AWS_SESSION_TOKEN',
  'PLUGBOARD_AWS_STS_URL',
  'PLUGBOARD_DATA_DIR',
  'PLUGBOARD_EGRESS_ALLOW',
  'PLUGBOARD_EGRESS_IPS',
  'PLUGBOARD_EMBED_ORIGINS',
  'PLUGBOARD_HOST',
  'PLUGBOARD_ISSUERS',
  'PLUGBOARD_KMS',
  'PLUGBOARD_KMS_ACCESS_KEY_ID',
  'PLUGBOARD_KMS_NAMESPACE',
  'PLUGBOARD_KMS_SECRET_ACCESS_KEY',
  'PLUGBOARD_KMS_SESSION_TOKEN',
  'PLUGBOARD_KMS_TOKEN',
  'PLUGBOARD_KMS_TOKEN_FILE',
  'PLUGBOARD_LOG_LEVEL',
  'PLUGBOARD_MASTER_KEY',
  'PLUGBOARD_MASTER_KEY_FILE',
  'PLUGBOARD_MODEL_RULES',
  'PLUGBOARD_OIDC',
  'PLUGBOARD_OPERATOR_TOKEN',
  'PLUGBOARD_PLATFORM_NAME',
  'PLUGBOARD_PORT',
  'PLUGBOARD_PRICES_FILE',
  'PLUGBOARD_PUBLIC_URL',
  'PLUGBOARD_RATES_FILE',
  'PLUGBOARD_SANDBOX',
  'PLUGBOARD_SMTP_CA_FILE',
  'PLUGBOARD_SMTP_FROM',
  'PLUGBOARD_SMTP_URL',
  'PLUGBOARD_SUPPORT_URL',
  'PLUGBOARD_TOMBSTONES_FILE',
  'PLUGBOARD_TRUSTED_PROXIES',
  'PLUGBOARD_WORKERS',
];

/** Read by the tests, so a developer's shell may hold it while the server starts. */
const ignoredName = 'PLUGBOARD_TEST_DATABASE_URL';

/** Kubernetes puts these into every pod beside a service of the name `plugboard`; nobody typed them. */
const serviceLink = /^PLUGBOARD_(SERVICE_(HOST|PORT\w*)|PORT_\d+_(TCP|UDP)\w*)$/;

/** A typo must not be ignored: whoever mistyped PLUGBOARD_MASTER_KEY believes that a key is set. */
export function reportUnknownVariables(reader: EnvironmentReader): void {
  for (const name of reader.names()) {
    if (!name.startsWith(prefix) || knownNames.includes(name) || name === ignoredName) continue;
    if (serviceLink.test(name)) continue;
    reader.report(name, 'is not a variable that Plugboard knows', `perhaps ${nearestKnownName(name)}`);
  }
}

function nearestKnownName(name: string): string {
  const bare = (text: string) => (text.startsWith(prefix) ? text.slice(prefix.length) : text);
  let nearest = { name: '', distance: Number.POSITIVE_INFINITY };
  for (const known of knownNames) {
    const distance = editDistance(bare(name), bare(known));
    if (distance < nearest.distance) nearest = { name: known, distance };
  }
  return nearest.name;
}

/** Levenshtein, one row at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
