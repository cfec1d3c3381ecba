import type { Field, Variant } from '../catalogue.ts';
import { baseUrlField, commonFields, takeCommonOptions, takeOptionalBaseUrl } from '../common-options.ts';
import { takeKey } from '../key-shapes.ts';
import type { DraftReading } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';
import { isUrlPart } from '../url-parts.ts';

const regionField: Field = {
  name: 'aws_region',
  label: 'Region',
  required: true,
  secret: false,
  pattern: '^[a-z0-9\\-]{1,63}$',
  help: 'Where the models are enabled, such as us-west-2.',
};

const options: readonly Field[] = [baseUrlField, ...commonFields];
/** A signature is where AWS looks for it; there is nothing to choose. */
const signedOptions = options.filter(({ name }) => !name.startsWith('auth_'));

export const awsKeys: Variant = {
  id: 'aws_keys',
  credsType: 'AWS',
  auth: 'Access key',
  fields: [
    {
      name: 'aws_access_key_id',
      label: 'Access key ID',
      required: true,
      secret: false,
      pattern: '^(AKIA|ASIA)[A-Z0-9]{16}$',
      help: 'Of an IAM user that may call models. It begins with AKIA, or ASIA if it is temporary.',
    },
    {
      name: 'aws_secret_access_key',
      label: 'Secret access key',
      required: true,
      secret: true,
      help: 'Shown once by AWS, when the access key is made.',
    },
    regionField,
    {
      name: 'aws_session_token',
      label: 'Session token',
      required: false,
      secret: true,
      help: 'For temporary credentials only, whose access key ID begins with ASIA.',
    },
    ...signedOptions,
  ],
};

export const awsRole: Variant = {
  id: 'aws_role',
  credsType: 'AWS',
  auth: 'IAM role',
  fields: [
    {
      name: 'aws_role_arn',
      label: 'Role ARN',
      required: true,
      secret: false,
      pattern: '^arn:aws[a-z\\-]*:iam::[0-9]{12}:role/.+$',
      help: 'Of a role in your account that trusts ours, with the external ID that is shown after saving.',
    },
    regionField,
    ...signedOptions,
  ],
};

export const bedrockApiKey: Variant = {
  id: 'bedrock_api_key',
  credsType: 'AWS',
  auth: 'Bedrock API key',
  fields: [
    {
      name: 'api_key',
      label: 'API key',
      required: true,
      secret: true,
      pattern: '^(ABSK|bedrock-api-key-).+$',
      help: 'From the Bedrock console. Short-term keys last twelve hours at most.',
    },
    regionField,
    ...options,
  ],
};

const endings = ['/openai/v1/chat/completions', '/openai/v1', '/model'];
/** What a signature consists of, or covers. */
const signatureHeaders = ['authorization', 'x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'];

export function read(variant: Variant, fields: Readonly<Record<string, unknown>>): DraftReading {
  const draft = new DraftFields(fields);
  if (variant.id === 'aws_keys') takeKeys(draft);
  else if (variant.id === 'aws_role') takeRole(draft);
  else takeApiKey(draft);
  const region = draft.takeText('aws_region', { required: true });
  if (region !== undefined && !isUrlPart(region)) {
    draft.refuse('aws_region', 'aws_region must be the code of a region, such as us-west-2');
  }
  takeOptionalBaseUrl(draft, { endings });
  if (variant.id === 'bedrock_api_key') takeCommonOptions(draft, { authHeader: 'authorization' });
  else takeCommonOptions(draft, { reserved: signatureHeaders });
  return draft.toReading();
}

const accessKeyId = /^A(KI|SI)A[A-Z0-9]{16}$/;

function takeKeys(draft: DraftFields): void {
  const id = draft.takeText('aws_access_key_id', {
    required: true,
    matches: {
      pattern: /^\w{1,128}$/,
      detail: 'holds letters and digits only, such as AKIA…: the secret access key is another field',
    },
  });
  const secret = draft.takeSecret('aws_secret_access_key', { required: true });
  if (secret !== undefined && accessKeyId.test(secret)) {
    draft.refuse('aws_secret_access_key', 'aws_secret_access_key holds an access key ID');
  }
  const token = draft.takeSecret('aws_session_token');
  const temporary = id?.startsWith('ASIA') === true;
  if (temporary && token === undefined) {
    draft.refuse(
      'aws_session_token',
      'aws_session_token is required: an access key ID with ASIA is temporary',
    );
  }
  if (id?.startsWith('AKIA') && token !== undefined) {
    draft.warn('aws_session_token', 'a lasting access key (AKIA…) has no session token');
  }
  if ((temporary || token !== undefined) && !draft.has('expires_at')) {
    draft.warn('expires_at', 'These credentials are temporary: replace them before they expire.');
  }
}

function takeRole(draft: DraftFields): void {
  draft.takeText('aws_role_arn', {
    required: true,
    matches: {
      pattern: /^arn:aws[a-z-]{0,20}:iam::\d{12}:role\/[\w+=,.@/-]{1,576}$/,
      detail: 'must be the ARN of a role: arn:aws:iam::<12 digits>:role/<name>',
    },
  });
}

function takeApiKey(draft: DraftFields): void {
  const key = takeKey(draft, 'api_key', { owner: 'bedrock', required: true });
  if (key?.startsWith('bedrock-api-key-') && !draft.has('expires_at')) {
    draft.warn('expires_at', 'This key lasts twelve hours at most: replace it before it expires.');
  }
}
