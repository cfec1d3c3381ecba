import type { CredentialBody, RotateBody } from '../../api/credentials.ts';
import type { Catalogue, ProviderEntry, ReadDraft, Variant } from '../../api/providers.ts';

/** What was typed, by the name of the field. What nobody touched is not in it. */
export type Values = Readonly<Record<string, string>>;

export interface Draft {
  entry: ProviderEntry;
  variant: Variant;
  values: Values;
}

/** The request’s fields of what was typed; those of another way of authenticating stay behind. */
export function toAuthentication({ fields }: Pick<Variant, 'fields'>, values: Values): RotateBody {
  const body: Record<string, unknown> = {};
  const tls: Record<string, string> = {};
  for (const { name } of fields) {
    const value = values[name];
    // Nothing at all before the key is a choice; anywhere else an empty field says nothing.
    if (value === undefined || (value === '' && name !== 'auth_prefix')) continue;
    if (name === 'headers') body['headers'] = parseHeaderLines(value);
    else if (name.startsWith('tls.')) tls[name.slice('tls.'.length)] = value;
    else body[name] = value;
  }
  return { ...body, ...(Object.keys(tls).length > 0 && { tls }) };
}

function parseHeaderLines(text: string): Record<string, string> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim(), value.join(':').trim()];
    }),
  );
}

export function toValues(credential: Partial<CredentialBody>): Values {
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(credential)) {
    if (typeof value === 'string') values[name] = value;
    else if (name === 'headers') values[name] = toHeaderLines(value as Record<string, string>);
    else if (name === 'tls') Object.assign(values, withPrefix('tls.', value as Record<string, string>));
    else values[name] = JSON.stringify(value);
  }
  return values;
}

const toHeaderLines = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

const withPrefix = (prefix: string, values: Record<string, string>): Values =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}${name}`, value]));

/** The form that what was pasted belongs in; undefined where nothing in it says whose it is. */
export function findForm(
  catalogue: Catalogue,
  { credential, provider = credential.provider }: ReadDraft,
): Pick<Draft, 'entry' | 'variant'> | undefined {
  if (provider === undefined && !hasPlace(credential)) return undefined;
  const forms = catalogue
    .filter((entry) => provider === undefined || entry.provider === provider)
    .flatMap((entry) => entry.variants.map((variant) => ({ entry, variant })))
    .filter(({ variant }) => variant.creds_type === (credential.creds_type ?? variant.creds_type));
  const given = toValues(credential);
  return forms.toSorted((one, other) => fit(other.variant, given) - fit(one.variant, given))[0];
}

/** A key alone may be anybody’s; an address, a region or a project belongs to one kind of account. */
const hasPlace = ({ creds_type: kind, base_url: base }: Partial<CredentialBody>): boolean =>
  base !== undefined || (kind !== undefined && kind !== 'API_KEY');

/** Fields that the form asks for plainly count; what it would still miss counts against it. */
function fit({ fields }: Variant, given: Values): number {
  const plain = fields.filter(({ advanced }) => advanced !== true);
  const filled = plain.filter(({ name }) => given[name] !== undefined).length;
  const missing = plain.filter(({ name, required }) => required && given[name] === undefined).length;
  return filled - missing;
}

/** Of the request’s fields, as the API names them in a refusal, by the names of the form. */
export function toFieldProblems(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([field, detail]) => [field.replace(/^credential\./, ''), detail]),
  );
}
