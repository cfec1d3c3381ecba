import { Secret } from '../kernel/secret.ts';
import { type LogLevel, logLevels, type TraceSettings } from '../kernel/telemetry.ts';
import { type ConfigProblem, EnvironmentReader, type Parsed } from './environment-reader.ts';
import { reportUnknownVariables } from './known-variables.ts';
import {
  type EgressAllowRule,
  parseEgressAllow,
  parseEgressIps,
  parseHost,
  parsePort,
  parseTrustedProxies,
  parseWholeNumber,
} from './parse-addresses.ts';
import { type AwsIdentitySettings, parseAwsIdentity } from './parse-aws-identity.ts';
import { parseIssuers, type TrustedIssuer } from './parse-issuers.ts';
import { type MailSettings, parseMail } from './parse-mail.ts';
import { type MasterKeySource, parseMasterKey } from './parse-master-key.ts';
import { type OidcSettings, parseOidc } from './parse-oidc.ts';
import { parseTraces } from './parse-traces.ts';
import { parseOrigins, parsePublicUrl, parseSupportUrl } from './parse-urls.ts';

export type { ConfigProblem } from './environment-reader.ts';

export interface Config {
  listen: { host: string; port: number };
  /** Addresses and CIDRs of proxies in front: they say who calls. */
  trustedProxies: string[];
  /** An origin; null means: from where the server listens. */
  publicUrl: string | null;
  dataDirectory: string;
  /** Null means the embedded database in the data directory. */
  databaseUrl: Secret | null;
  masterKey: MasterKeySource;
  operatorToken: Secret | null;
  issuers: TrustedIssuer[];
  oidc: OidcSettings | null;
  egressAllow: EgressAllowRule[];
  /** Null: the platform assumes no roles. */
  awsIdentity: AwsIdentitySettings | null;
  sandbox: boolean;
  /** Null: no mail is sent. */
  mail: MailSettings | null;
  workers: number;
  platform: { name: string; supportUrl: string | null; egressIps: string[]; embedOrigins: string[] };
  tombstones: { file: string | null; acceptRestoreWithout: boolean };
  logLevel: LogLevel;
  /** Null means that no traces are sent. */
  traces: TraceSettings | null;
  /** Operators’ own rules for families of models, as JSON; read by whoever knows what a rule is. */
  modelRulesJson: string | null;
  /** Operators’ own prices of models; null: only those that are known. */
  pricesFile: string | null;
  /** What the platform charges; null: it does not say. */
  ratesFile: string | null;
}

const workersMax = 256;
const operatorTokenLengthMin = 32;
const platformNameLengthMax = 80;

/** Everything is looked at before anything is answered, so that one start names every mistake. */
export function parseConfig(
  env: Record<string, string | undefined>,
  { local }: { local: boolean },
): { config: Config } | { problems: ConfigProblem[] } {
  const reader = new EnvironmentReader(env);
  const config: Config = {
    listen: parseListen(reader),
    trustedProxies: reader.parse(
      'PLUGBOARD_TRUSTED_PROXIES',
      'a comma list of IP addresses and CIDRs, none of them of all addresses',
      [],
      parseTrustedProxies,
    ),
    publicUrl: reader.parse(
      'PLUGBOARD_PUBLIC_URL',
      'an origin such as https://plugboard.example.com; plain http only on loopback',
      null,
      parsePublicUrl,
    ),
    dataDirectory: reader.text('PLUGBOARD_DATA_DIR') ?? '.plugboard',
    databaseUrl: reader.parse(
      'DATABASE_URL',
      'postgres://user:password@host:port/database',
      null,
      parseDatabaseUrl,
    ),
    masterKey: parseMasterKey(reader),
    operatorToken: reader.parse(
      'PLUGBOARD_OPERATOR_TOKEN',
      `${operatorTokenLengthMin} or more characters of printable ASCII, from a random generator`,
      null,
      parseOperatorToken,
    ),
    issuers: parseIssuers(reader),
    oidc: parseOidc(reader),
    awsIdentity: parseAwsIdentity(reader),
    egressAllow: reader.parse(
      'PLUGBOARD_EGRESS_ALLOW',
      'a comma list of host, host:port, CIDR or CIDR:port; IPv6 with a port as [address]:port',
      [],
      parseEgressAllow,
    ),
    sandbox: parseFlag(reader, 'PLUGBOARD_SANDBOX', local),
    mail: parseMail(reader),
    workers: parseWorkers(reader),
    platform: parsePlatform(reader),
    tombstones: parseTombstones(reader),
    logLevel: parseLogLevel(reader, local ? 'warn' : 'info'),
    traces: parseTraces(reader),
    modelRulesJson: reader.text('PLUGBOARD_MODEL_RULES') ?? null,
    pricesFile: reader.text('PLUGBOARD_PRICES_FILE') ?? null,
    ratesFile: reader.text('PLUGBOARD_RATES_FILE') ?? null,
  };
  if (!local) refuseFailedInjections(reader);
  reportUnknownVariables(reader);
  return reader.problems.length === 0 ? { config } : { problems: reader.problems };
}

function parseListen(reader: EnvironmentReader): Config['listen'] {
  const hostExpected = 'an IP address (IPv6 without brackets) or a host name';
  const portExpected = 'a whole number from 0 (any free port) to 65535';
  return {
    host: reader.parse('PLUGBOARD_HOST', hostExpected, '127.0.0.1', parseHost),
    port: reader.parse('PLUGBOARD_PORT', portExpected, 8080, parsePort),
  };
}

/**
 * In production an empty variable of these is a secret that did not arrive. Read as absent, the server would start
 * on an embedded database, with a key made up on the spot.
 */
function refuseFailedInjections(reader: EnvironmentReader): void {
  const keys = ['PLUGBOARD_MASTER_KEY', 'PLUGBOARD_MASTER_KEY_FILE', 'PLUGBOARD_KMS'];
  const hasNoKey = !keys.some((name) => reader.has(name)) && !reader.has('DATABASE_URL');
  for (const name of ['DATABASE_URL', ...(hasNoKey ? keys : [])]) {
    if (reader.isSetButEmpty(name))
      reader.report(name, 'is set but empty', 'a value, or no such variable at all');
  }
}

function parseDatabaseUrl(text: string): Parsed<Secret | null> {
  const url = URL.parse(text);
  const isPostgres = url !== null && /^postgres(?:ql)?:$/.test(url.protocol);
  return isPostgres ? { value: new Secret(text) } : { problem: 'is not a Postgres URL' };
}

function parseOperatorToken(text: string): Parsed<Secret | null> {
  if (text.length < operatorTokenLengthMin) return { problem: 'is too short' };
  if (!/^[\x20-\x7e]+$/.test(text)) return { problem: 'holds characters that a header cannot carry' };
  return { value: new Secret(text) };
}

function parseTombstones(reader: EnvironmentReader): Config['tombstones'] {
  return {
    file: reader.text('PLUGBOARD_TOMBSTONES_FILE') ?? null,
    acceptRestoreWithout: parseFlag(reader, 'PLUGBOARD_ACCEPT_RESTORE_WITHOUT_TOMBSTONES', false),
  };
}

function parseFlag(reader: EnvironmentReader, name: string, fallback: boolean): boolean {
  return reader.parse(name, '1 or 0', fallback, (text) => {
    if (text === '1' || text === 'true') return { value: true };
    return text === '0' || text === 'false' ? { value: false } : { problem: 'is neither on nor off' };
  });
}

function parseWorkers(reader: EnvironmentReader): number {
  const expected = `a whole number from 1 to ${workersMax}; above 1 with DATABASE_URL`;
  return reader.parse('PLUGBOARD_WORKERS', expected, 1, (text) => {
    const workers = parseWholeNumber(text, 1, workersMax);
    if (workers === undefined) return { problem: 'is not such a number' };
    // Two processes on one embedded database lose rows.
    if (workers > 1 && !reader.has('DATABASE_URL')) return { problem: 'is above 1 without DATABASE_URL' };
    return { value: workers };
  });
}

function parsePlatform(reader: EnvironmentReader): Config['platform'] {
  const nameExpected = `a name of up to ${platformNameLengthMax} characters, on one line`;
  return {
    name: reader.parse('PLUGBOARD_PLATFORM_NAME', nameExpected, 'Plugboard', (text) =>
      text.length > platformNameLengthMax || /\p{C}/u.test(text)
        ? { problem: 'is too long or holds control characters' }
        : { value: text },
    ),
    supportUrl: reader.parse('PLUGBOARD_SUPPORT_URL', 'an https, http or mailto URL', null, parseSupportUrl),
    egressIps: reader.parse(
      'PLUGBOARD_EGRESS_IPS',
      'a comma list of IP addresses and CIDRs',
      [],
      parseEgressIps,
    ),
    embedOrigins: reader.parse(
      'PLUGBOARD_EMBED_ORIGINS',
      'a comma list of https origins; http on loopback',
      [],
      parseOrigins,
    ),
  };
}

function parseLogLevel(reader: EnvironmentReader, fallback: LogLevel): LogLevel {
  return reader.parse('PLUGBOARD_LOG_LEVEL', `one of ${logLevels.join(', ')}`, fallback, (text) => {
    const level = logLevels.find((known) => known === text.toLowerCase());
    return level === undefined ? { problem: 'is none of them' } : { value: level };
  });
}
