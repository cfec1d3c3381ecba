import type { CreateCredentialBody } from '../../contract/credentials.ts';
import type { RecognisedDraft } from '../../contract/paste.ts';
import type { CredsType } from '../../providers/catalogue.ts';
import { findHeaderProblem, headersMax } from '../../providers/header-rules.ts';
import { findMisplacedKey } from '../../providers/key-shapes.ts';
import type { ProviderName } from '../../providers/provider.ts';
import { looksSecret } from '../secret-shapes/looks-secret.ts';
import { isPlaceholder } from '../secret-shapes/placeholders.ts';
import { listMissing } from './missing-fields.ts';

export type PastedFields = Partial<CreateCredentialBody>;

export const textFields = [
  ...['api_key', 'base_url', 'chat_path', 'embeddings_path', 'models_path', 'auth_header', 'auth_prefix'],
  ...['token_url', 'client_id', 'client_secret', 'scope', 'audience'],
  ...['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_region', 'aws_role_arn'],
  ...['aws_service', 'azure_endpoint', 'api_version', 'azure_client_id', 'azure_client_secret'],
  ...['azure_token_url', 'gcp_project', 'gcp_location', 'gcp_service_account'],
] as const satisfies readonly (keyof CreateCredentialBody)[];
export type TextField = (typeof textFields)[number];

export const secretFields: ReadonlySet<string> = new Set<TextField>([
  'api_key',
  'client_secret',
  'aws_secret_access_key',
  'aws_session_token',
  'azure_client_secret',
  'gcp_service_account',
]);

/**
 * Text for people. What was pasted gets into it only through `show`, which is called when everything is read and all
 * secrets are known: a secret that also stands where a name belongs is not repeated.
 */
export type Sentence = string | ((show: (value: string) => string) => string);

interface Seen {
  what: Sentence;
  from: Sentence;
  field?: string;
}

const valueMax = 65_536;
const nameMax = 120;
const notesMax = 40;

/** The form while it is being filled in. The first value of a field counts; what comes after is told and left out. */
export class Draft {
  provider: ProviderName | undefined;
  credsType: CredsType | undefined;
  /** What the account is called in its name: the provider, and what tells it from another of the same. */
  title: string | undefined;
  titleDetail: string | undefined;
  readonly #fields = new Map<TextField, string>();
  readonly #headers = new Map<string, string>();
  readonly #secrets = new Set<string>();
  readonly #seen: Seen[] = [];
  readonly #missing = new Map<string, Sentence>();
  readonly #notes: Sentence[] = [];
  #model: string | undefined;
  #deployment: string | undefined;

  /** A secret that is not necessarily taken: nothing that is said will repeat it. */
  hide(secret: string | undefined): void {
    if (secret !== undefined && secret !== '') this.#secrets.add(secret);
  }

  get(field: TextField): string | undefined {
    return this.#fields.get(field);
  }

  has(field: TextField): boolean {
    return this.#fields.has(field);
  }

  set(field: TextField, value: string | undefined, what: Sentence, from: Sentence): boolean {
    if (value === undefined || (value === '' && field !== 'auth_prefix')) return false;
    if (secretFields.has(field)) this.hide(value);
    if (field !== 'gcp_service_account' && isPlaceholder(value)) {
      this.miss(field, 'A placeholder stands in its place.');
      return false;
    }
    if (value.length > valueMax) {
      this.miss(field, 'What was pasted for it is too long.');
      return false;
    }
    const before = this.#fields.get(field);
    if (before !== undefined) {
      if (before !== value) this.note(`${field} was there more than once: the first one was taken.`);
      return false;
    }
    this.#fields.set(field, value);
    this.#missing.delete(field);
    this.#seen.push({ what, from, field });
    return true;
  }

  /** A key, unless it decidably is none that lasts or belongs elsewhere. */
  setKey(value: string, from: Sentence): boolean {
    this.hide(value);
    const owner = this.has('base_url') ? 'any' : this.provider;
    const misplaced = isPlaceholder(value) ? undefined : findMisplacedKey(value, owner);
    if (misplaced === undefined) return this.set('api_key', value, 'API key', from);
    this.miss('api_key', `What was pasted ${misplaced}.`);
    return false;
  }

  setHeader(name: string, value: string): void {
    this.hide(value);
    const usable =
      /^[A-Za-z0-9-]{1,64}$/.test(name) && findHeaderProblem(name, [], this.#headerNames()) === undefined;
    if (!usable || this.#headers.size >= headersMax || value.length > valueMax || isPlaceholder(value)) {
      this.note((show) => `The header ${show(name)} was left out.`);
      return;
    }
    this.#headers.set(name, value);
    this.#seen.push({ what: (show) => `Header ${show(name)}`, from: 'a header', field: 'headers' });
  }

  setModel(model: string | undefined, from: Sentence): void {
    if (!isModelName(model) || this.#model !== undefined) return;
    this.#model = model;
    this.#seen.push({ what: (show) => `Model ${show(model)}`, from, field: 'model_name' });
  }

  setDeployment(deployment: string | undefined, from: Sentence): void {
    if (!isModelName(deployment) || this.#deployment !== undefined) return;
    this.#deployment = deployment;
    this.#seen.push({ what: (show) => `Deployment ${show(deployment)}`, from, field: 'deployment_name' });
  }

  see(what: Sentence, from: Sentence): void {
    this.#seen.push({ what, from });
  }

  miss(field: string, detail: Sentence): void {
    if (!this.#fields.has(field as TextField) && !this.#missing.has(field)) this.#missing.set(field, detail);
  }

  note(sentence: Sentence): void {
    if (this.#notes.length < notesMax && !this.#notes.includes(sentence)) this.#notes.push(sentence);
  }

  finish(kind: RecognisedDraft['kind']): RecognisedDraft {
    const show = (value: string) => this.#show(value);
    const say = (sentence: Sentence) => (typeof sentence === 'string' ? sentence : sentence(show));
    const credential = this.#toCredential();
    for (const { field, detail } of listMissing(credential)) this.miss(field, detail);
    const { provider } = credential;
    return {
      recognised: true,
      kind,
      credential,
      ...(provider !== undefined && { provider }),
      ...(this.#model !== undefined && { model_name: this.#model }),
      ...(this.#deployment !== undefined && { deployment_name: this.#deployment }),
      read: this.#seen.map(({ what, from, field }) => ({
        what: say(what),
        from: say(from),
        ...(field !== undefined && { field }),
      })),
      missing: [...this.#missing].map(([field, detail]) => ({ field, detail: say(detail) })),
      notes: [...new Set(this.#notes.map(say))],
    };
  }

  #toCredential(): PastedFields {
    return {
      name: this.#suggestName(),
      ...(this.credsType !== undefined && { creds_type: this.credsType }),
      ...(this.provider !== undefined && { provider: this.provider }),
      ...Object.fromEntries(this.#fields),
      ...(this.#headers.size > 0 && { headers: Object.fromEntries(this.#headers) }),
    };
  }

  #suggestName(): string {
    const given = shorten(this.title ?? '').trim();
    const title = given === '' || this.#isHidden(this.title ?? '') ? 'Model provider' : given;
    const detail = this.titleDetail;
    return detail === undefined || this.#isHidden(detail) ? title : `${title} ${shorten(detail)}`;
  }

  #headerNames(): Set<string> {
    return new Set([...this.#headers.keys()].map((name) => name.toLowerCase()));
  }

  #show(value: string): string {
    return this.#isHidden(value) ? '(not shown)' : shorten(value);
  }

  #isHidden(value: string): boolean {
    if (value.length > 300 || looksSecret(value)) return true;
    for (const secret of this.#secrets) {
      if (secret === value) return true;
      if (secret.length >= 4 && value.includes(secret)) return true;
      if (value.length >= 12 && secret.includes(value)) return true;
    }
    return false;
  }
}

function isModelName(name: string | undefined): name is string {
  return (
    name !== undefined && /^[\x21-\x7e](?:[\x20-\x7e]{0,254}[\x21-\x7e])?$/.test(name) && !isPlaceholder(name)
  );
}

/** One line, whatever was pasted: it is shown in a form and may end in a log. */
function shorten(value: string): string {
  const line = value.replace(/[^\x20-\x7e\u00a1-\u024f]/g, '');
  return line.length > nameMax ? `${line.slice(0, nameMax)}…` : line;
}
