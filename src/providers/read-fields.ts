import type { FieldProblem } from '../kernel/errors.ts';
import { isObject } from '../kernel/json-values.ts';
import { clientKeySecret, headerSecretOf } from '../kernel/secret-fields.ts';
import { findHeaderProblem, headersMax } from './header-rules.ts';
import type { DraftReading, Healing, Warning } from './provider.ts';

/** What surrounds every credential and is read elsewhere. */
const envelope = new Set([
  'name',
  'provider',
  'provider_id',
  'creds_type',
  'agent_id',
  'expires_at',
  'data_region',
  // Made at the end of every reading; comes back when stored settings are read again under a change.
  'secret_names',
]);

const textLengthMax = 2_048;
const secretLengthMax = 8_192;
/** A bundle of certificates, a service account's key file. */
const linesLengthMax = 65_536;

interface TextRules {
  /** What is said where the field is missing; `true` says `<name> is required`. */
  required?: boolean | string;
  /** Anchored, and without a flag: what the whole value must match, and what is said where it does not. */
  matches?: { pattern: RegExp; detail: string };
  /** Line ends are part of the value: a certificate, a key file. */
  multiline?: boolean;
  lengthMax?: number;
}

/**
 * Reads a draft field by field and gathers what is wrong, healed or worth a warning. No detail ever repeats a
 * value: what is typed into the wrong field is often a secret.
 */
export class DraftFields {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #taken = new Set<string>();
  readonly #settings: Record<string, string> = {};
  readonly #secrets: Record<string, string> = {};
  readonly #problems: FieldProblem[] = [];
  readonly #healed: Healing[] = [];
  readonly #warnings: Warning[] = [];

  constructor(fields: Readonly<Record<string, unknown>>) {
    this.#fields = fields;
  }

  /** Whether the field carries anything. Nothing, `null` and blank text are the same: forms send all three. */
  has(name: string): boolean {
    const value = this.raw(name);
    return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '');
  }

  /** The value as it was sent, for what needs a reader of its own (a key file as an object). Counts as taken. */
  raw(name: string): unknown {
    this.#taken.add(name);
    return Object.hasOwn(this.#fields, name) ? this.#fields[name] : undefined;
  }

  /** A value that is not secret; kept in the settings under its own name. */
  takeText(name: string, rules: TextRules = {}): string | undefined {
    const value = this.#read(name, this.raw(name), rules, false);
    if (value !== undefined) this.#settings[name] = value;
    return value;
  }

  /** A value of a fixed choice. */
  takeChoice<T extends string>(name: string, options: readonly T[], otherwise: T): T {
    const value = this.#read(name, this.raw(name), {}, false);
    const chosen = value === undefined ? otherwise : options.find((option) => option === value);
    if (chosen === undefined) this.refuse(name, `${name} must be one of ${options.join(', ')}`);
    else this.#settings[name] = chosen;
    return chosen ?? otherwise;
  }

  /** A secret; kept among the secrets under its own name. A key that was pasted with its scheme loses the scheme. */
  takeSecret(name: string, rules: TextRules = {}): string | undefined {
    let value = this.#read(name, this.raw(name), { lengthMax: secretLengthMax, ...rules }, true);
    if (value !== undefined && name === 'api_key' && /^bearer\s+\S/i.test(value)) {
      value = value.replace(/^bearer\s+/i, '');
      this.heal(name, 'took the word Bearer away from before it');
    }
    if (value !== undefined) this.#secrets[name] = value;
    return value;
  }

  /** `headers`: names are kept as they are, values are secrets named `headers.<Name>`. */
  takeHeaders(reserved: readonly string[]): void {
    const value = this.raw('headers');
    if (!this.has('headers')) return;
    const entries = isObject(value) ? Object.entries(value) : [];
    if (!isObject(value)) this.refuse('headers', 'headers must be an object of names and values');
    if (entries.length > headersMax) this.refuse('headers', `headers may hold ${headersMax} at most`);
    const seen = new Set<string>();
    for (const [name, text] of entries) {
      const problem = findHeaderProblem(name, reserved, seen);
      if (problem) {
        // The name may be a value in the wrong place, so it is not repeated.
        this.refuse('headers', problem);
        continue;
      }
      seen.add(name.toLowerCase());
      const field = headerSecretOf(name);
      const header = this.#read(field, text, { lengthMax: secretLengthMax, required: true }, true);
      if (header !== undefined) this.#secrets[field] = header;
    }
  }

  /** `tls`: certificates are public, the client's key is a secret. */
  takeTls(): void {
    const value = this.raw('tls');
    if (!this.has('tls')) return;
    if (!isObject(value)) {
      this.refuse('tls', 'tls must be an object');
      return;
    }
    for (const name of Object.keys(value)) {
      if (!tlsFields.has(name))
        this.refuse('tls', 'tls takes ca_pem, client_cert_pem and client_key_pem only');
    }
    const authority = this.#readPem(value, 'ca_pem', 'CERTIFICATE');
    const certificate = this.#readPem(value, 'client_cert_pem', 'CERTIFICATE');
    const key = this.#readPem(value, clientKeySecret, 'PRIVATE KEY');
    if (authority !== undefined) this.#settings['ca_pem'] = authority;
    if (certificate !== undefined) this.#settings['client_cert_pem'] = certificate;
    if (key !== undefined) this.#secrets[clientKeySecret] = key;
    if ((certificate === undefined) !== (key === undefined)) {
      const missing = key === undefined ? clientKeySecret : 'client_cert_pem';
      this.refuse(
        `tls.${missing}`,
        `tls.${missing} is required: a client certificate and its key go together`,
      );
    }
  }

  /** Keeps a setting that was made out of others, or corrected. */
  keep(name: string, value: string): void {
    this.#settings[name] = value;
  }

  /** Takes back a setting that the others make meaningless. */
  drop(name: string): void {
    delete this.#settings[name];
  }

  keepSecret(name: string, value: string): void {
    this.#secrets[name] = value;
  }

  refuse(field: string, detail: string): void {
    this.#problems.push({ field, detail });
  }

  warn(field: string, detail: string): void {
    this.#warnings.push({ field, detail });
  }

  /** `to` only for what is not secret. */
  heal(field: string, what: string, to?: string): void {
    this.#healed.push(to === undefined ? { field, what } : { field, what, to });
  }

  /** The end of reading: whatever was sent and not asked for is refused rather than silently dropped. */
  toReading(): DraftReading {
    for (const name of Object.keys(this.#fields)) {
      if (envelope.has(name) || this.#taken.has(name) || !this.has(name)) continue;
      // A name of our own API is safe to repeat; any other may be a secret that slipped into the wrong place.
      const shown = /^[a-z_]{1,40}$/.test(name) ? name : 'a field';
      this.refuse(shown, `${shown} does not belong to this kind of credential`);
    }
    const settings = { ...this.#settings };
    if (this.#problems.length > 0) return { ok: false, problems: this.#problems, settings };
    const held = Object.keys(this.#secrets);
    if (held.length > 0) settings[secretNamesSetting] = held.join(' ');
    const secrets = { ...this.#secrets };
    return { ok: true, settings, secrets, healed: this.#healed, warnings: this.#warnings };
  }

  #readPem(fields: Readonly<Record<string, unknown>>, name: string, label: string): string | undefined {
    const field = `tls.${name}`;
    const secret = name === clientKeySecret;
    const value = this.#read(field, fields[name], { multiline: true }, secret);
    if (value === undefined || isPem(value, label)) return value;
    this.refuse(field, `${field} must be PEM text: -----BEGIN ${label}-----`);
    return undefined;
  }

  #read(field: string, value: unknown, rules: TextRules, secret: boolean): string | undefined {
    if (value === undefined || value === null) return this.#missing(field, rules);
    if (typeof value !== 'string') return this.#reject(field, 'must be text');
    const lengthMax = rules.multiline ? linesLengthMax : (rules.lengthMax ?? textLengthMax);
    if (value.length > lengthMax) return this.#reject(field, `is longer than ${lengthMax} characters`);
    const bare = stripPasted(value);
    const text = rules.multiline ? unfoldLines(bare) : bare;
    if (text === '') return this.#missing(field, rules);
    const problem = findCharacterProblem(text, rules.multiline === true);
    if (problem) return this.#reject(field, problem);
    if (rules.matches && !rules.matches.pattern.test(text)) return this.#reject(field, rules.matches.detail);
    if (text !== value) {
      const what = bare === value ? 'put its line ends in order' : 'took away what stood around it';
      this.heal(field, what, secret || rules.multiline ? undefined : text);
    }
    return text;
  }

  #missing(field: string, { required }: TextRules): undefined {
    if (required) this.refuse(field, required === true ? `${field} is required` : required);
    return undefined;
  }

  #reject(field: string, detail: string): undefined {
    this.refuse(field, `${field} ${detail}`);
    return undefined;
  }
}

/** Which secrets a credential has is no secret; `connect` has only the settings and must know. */
const secretNamesSetting = 'secret_names';

/** The names of the secrets that were read with these settings. */
export function listSecretNames(settings: Readonly<Record<string, string>>): string[] {
  return settings[secretNamesSetting]?.split(' ') ?? [];
}

/** Keys arrive with literal `\n` out of JSON and environment files, and with CRLF out of Windows. */
export function unfoldLines(text: string): string {
  return text.replaceAll('\\n', '\n').replaceAll('\r\n', '\n').replaceAll('\\r', '');
}

const tlsFields = new Set(['ca_pem', 'client_cert_pem', clientKeySecret]);

function isPem(text: string, label: string): boolean {
  return text.startsWith('-----BEGIN ') && text.includes(`${label}-----`) && text.includes('-----END ');
}

const quotes: Record<string, string> = { '"': '"', "'": "'", '`': '`', '“': '”', '‘': '’' };
/** Zero-width characters come along from web pages and chats; `trim` leaves them. */
const blank = /[\s\u200b-\u200d\u2060]/u;

/** Two pairs are seen: an environment file's quotes around a JSON text's. */
function stripPasted(value: string): string {
  return stripQuotes(stripQuotes(trimBlank(value)));
}

function stripQuotes(text: string): string {
  const closing = quotes[text.charAt(0)];
  const quoted = closing !== undefined && text.length > 1 && text.endsWith(closing);
  return quoted ? trimBlank(text.slice(1, -1)) : text;
}

/** From both ends inwards: a pattern for the end alone is tried at every blank of the text. */
function trimBlank(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && blank.test(text.charAt(start))) start += 1;
  while (end > start && blank.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

/** A line end in a value that becomes a header would start the next header. */
function findCharacterProblem(text: string, multiline: boolean): string | undefined {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a || code === 0x0d) {
      if (!multiline) return 'has a line break in it';
    } else if (code === 0x09 && multiline) {
    } else if (code < 0x20 || code === 0x7f) {
      return 'has a control character in it';
    } else if (code > 0x7e) {
      return 'has a character in it that is not ASCII';
    }
  }
  return undefined;
}
