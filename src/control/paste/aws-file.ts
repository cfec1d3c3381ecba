import { isObject, type JsonObject, textOf } from '../../kernel/json-values.ts';
import type { Draft, Sentence, TextField } from './draft.ts';

interface Profile {
  name: string;
  values: Map<string, string>;
}

const fields: Readonly<Record<string, readonly [TextField, string]>> = {
  aws_access_key_id: ['aws_access_key_id', 'Access key ID'],
  aws_secret_access_key: ['aws_secret_access_key', 'Secret access key'],
  aws_session_token: ['aws_session_token', 'Session token'],
  aws_security_token: ['aws_session_token', 'Session token'],
  region: ['aws_region', 'Region'],
  aws_region: ['aws_region', 'Region'],
};

/** Profiles of `~/.aws/credentials` and `~/.aws/config`; undefined where the text is neither. */
export function findAwsProfiles(text: string): Profile[] | undefined {
  const profiles = new Map<string, Profile>();
  let current: Profile | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('[') && line.endsWith(']')) {
      const name = line
        .slice(1, -1)
        .trim()
        .replace(/^profile +/, '');
      // The same profile stands in both files: the keys in one, the region in the other.
      current = profiles.get(name) ?? { name, values: new Map() };
      profiles.set(name, current);
    } else if (current && !line.startsWith('#') && !line.startsWith(';')) {
      const equals = line.indexOf('=');
      const name = line.slice(0, Math.max(0, equals)).trim().toLowerCase();
      if (equals > 0 && !current.values.has(name)) current.values.set(name, line.slice(equals + 1).trim());
    }
  }
  const listed = [...profiles.values()];
  const isAws = listed.some(
    ({ values }) => isKeyed(values) || values.has('region') || values.has('role_arn'),
  );
  return isAws ? listed : undefined;
}

function isKeyed(values: ReadonlyMap<string, string>): boolean {
  return values.has('aws_access_key_id') || values.has('aws_secret_access_key');
}

export function applyAwsProfiles(draft: Draft, profiles: readonly Profile[]): void {
  beginAws(draft);
  for (const { values } of profiles) {
    draft.hide(values.get('aws_secret_access_key'));
    draft.hide(values.get('aws_session_token'));
    draft.hide(values.get('aws_security_token'));
  }
  const keyed = profiles.filter(({ values }) => isKeyed(values));
  const candidates = keyed.length > 0 ? keyed : profiles;
  const chosen = candidates.find(({ name }) => name === 'default') ?? candidates[0];
  if (!chosen) return;
  const from: Sentence = (show) => `profile ${show(chosen.name)}`;
  if (profiles.length > 1) {
    const others = profiles.length - 1;
    draft.note(
      (show) =>
        `The profile ${show(chosen.name)} was taken; ${others} other${others === 1 ? ' was' : 's were'} left out.`,
    );
  }
  for (const [name, [field, what]] of Object.entries(fields))
    draft.set(field, chosen.values.get(name), what, from);
  if (!draft.has('aws_region')) {
    const region = profiles.find(({ name }) => name === 'default')?.values.get('region');
    draft.set('aws_region', region, 'Region', 'profile default');
  }
  if (!isKeyed(chosen.values)) applyRole(draft, chosen, from);
}

function applyRole(draft: Draft, { values }: Profile, from: Sentence): void {
  const isRole = draft.set('aws_role_arn', values.get('role_arn'), 'Role', from);
  if (isRole) {
    draft.note(
      'The platform must be let into this role: its trust policy is shown when the credential is made.',
    );
  } else if ([...values.keys()].some((name) => name.startsWith('sso_') || name === 'credential_process')) {
    draft.note(
      'This profile signs a person in (SSO) and holds no keys: paste the keys themselves, or a role’s ARN.',
    );
  }
}

/** What `aws sts …` and `aws iam create-access-key` print. */
export function findAwsOutput(body: JsonObject): JsonObject | undefined {
  const inner = [body['Credentials'], body['AccessKey'], body].find(isObject);
  return inner && typeof inner['AccessKeyId'] === 'string' ? inner : undefined;
}

export function applyAwsOutput(draft: Draft, output: JsonObject): void {
  beginAws(draft);
  const from = 'the output of the AWS command line';
  draft.hide(textOf(output['SecretAccessKey']));
  draft.hide(textOf(output['SessionToken']));
  draft.set('aws_access_key_id', textOf(output['AccessKeyId']), 'Access key ID', from);
  draft.set('aws_secret_access_key', textOf(output['SecretAccessKey']), 'Secret access key', from);
  draft.set('aws_session_token', textOf(output['SessionToken']), 'Session token', from);
}

/** The console's download: `Access key ID,Secret access key` and one line below. */
export function applyAwsTable(draft: Draft, text: string): boolean {
  const [head = '', row = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  const columns = head.split(',').map((column) => column.trim().toLowerCase());
  const id = columns.indexOf('access key id');
  const secret = columns.indexOf('secret access key');
  if (id === -1 || secret === -1) return false;
  for (const line of rest) draft.hide(line.split(',')[secret]?.trim());
  const cells = row.split(',').map((cell) => cell.trim());
  beginAws(draft);
  draft.set('aws_access_key_id', cells[id], 'Access key ID', 'the table');
  draft.set('aws_secret_access_key', cells[secret], 'Secret access key', 'the table');
  if (rest.length > 0) draft.note(`The first key was taken; ${rest.length} more in the table left out.`);
  return true;
}

function beginAws(draft: Draft): void {
  draft.provider = 'bedrock';
  draft.credsType = 'AWS';
  draft.title = 'AWS Bedrock';
}
