import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parsePasted } from './parse-pasted.ts';
import {
  anthropicKey,
  aws,
  awsId,
  awsSecret,
  azure,
  azureKey,
  check,
  keyFile,
  keys,
  openai,
  openaiKey,
  pem,
  read,
} from './samples.test.ts';

check([
  {
    what: 'an Azure target URI alone',
    text: ' https://acme.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2025-01-01-preview ',
    kind: 'address',
    fields: { ...azure, azure_endpoint: 'https://acme.openai.azure.com', api_version: '2025-01-01-preview' },
    deployment: 'gpt-4o',
    missing: ['api_key'],
  },
  {
    what: 'a target URI behind API Management',
    text: 'https://apim.corp.example/ai/openai/deployments/d1/chat/completions?api-version=2024-10-21',
    kind: 'address',
    fields: { ...azure, azure_endpoint: 'https://apim.corp.example/ai', api_version: '2024-10-21' },
    deployment: 'd1',
    missing: ['api_key'],
  },
  {
    what: 'what Azure’s portal shows, copied whole',
    text: `KEY 1\n${azureKey}\nKEY 2\n${azureKey.split('').reverse().join('')}\nEndpoint\nhttps://acme.openai.azure.com/`,
    kind: 'address',
    fields: { ...azure, azure_endpoint: 'https://acme.openai.azure.com', api_key: azureKey },
    missing: ['api_version'],
  },
  {
    what: 'an AWS credentials file with several profiles',
    text: `[work]\naws_access_key_id = AKIAZZZZZZZZZZZZZZZZ\naws_secret_access_key = other${awsSecret.slice(5)}\n\n[default]\naws_access_key_id=${awsId}\naws_secret_access_key=${awsSecret}\nregion = us-west-2`,
    kind: 'aws_file',
    fields: { ...aws, ...keys, aws_region: 'us-west-2' },
  },
  {
    what: 'an AWS file with one profile of temporary keys',
    text: `[123456789012_Admin]\naws_access_key_id=ASIAQ2W3E4R5T6Y7U8I9\naws_secret_access_key=${awsSecret}\naws_session_token=IQoJb3JpZ2luX2VjEXAMPLE`,
    kind: 'aws_file',
    fields: {
      ...aws,
      aws_access_key_id: 'ASIAQ2W3E4R5T6Y7U8I9',
      aws_secret_access_key: awsSecret,
      aws_session_token: 'IQoJb3JpZ2luX2VjEXAMPLE',
    },
    missing: ['aws_region'],
  },
  {
    what: 'AWS’s download of a key',
    text: `\ufeffAccess key ID,Secret access key\r\n${awsId},${awsSecret}\r\n`,
    kind: 'aws_file',
    fields: { ...aws, ...keys },
    missing: ['aws_region'],
  },
  {
    what: 'what aws sts prints',
    text: JSON.stringify({ Credentials: { AccessKeyId: awsId, SecretAccessKey: awsSecret } }),
    kind: 'aws_file',
    fields: { ...aws, ...keys },
    missing: ['aws_region'],
  },
  {
    what: 'the body of our own POST',
    text: JSON.stringify({ name: 'Bedrock', creds_type: 'AWS', ...keys, aws_region: 'us-west-2' }),
    kind: 'credential_body',
    fields: { creds_type: 'AWS', ...keys, aws_region: 'us-west-2' },
    missing: ['provider'],
  },
  {
    what: 'a bare base URL',
    text: 'http://llm-service:8000/v1/',
    kind: 'address',
    fields: { ...openai, base_url: 'http://llm-service:8000/v1' },
  },
  {
    what: 'a key that tells whose it is, in quotes and with a comma',
    text: ` "${anthropicKey}", `,
    kind: 'key',
    fields: { creds_type: 'API_KEY', provider: 'anthropic', api_key: anthropicKey },
  },
  {
    what: 'the key of a service that is known by it',
    text: 'API key: xai-Ab12Cd34Ef56Gh78',
    kind: 'key',
    fields: { ...openai, base_url: 'https://api.x.ai/v1', api_key: 'xai-Ab12Cd34Ef56Gh78' },
  },
  {
    what: 'a key that may be anybody’s',
    text: 'sk-0123456789abcdef0123456789abcdef',
    kind: 'key',
    fields: { creds_type: 'API_KEY', api_key: 'sk-0123456789abcdef0123456789abcdef' },
    missing: ['provider'],
  },
  {
    what: 'an AWS access key ID alone',
    text: awsId,
    kind: 'key',
    fields: { ...aws, aws_access_key_id: awsId },
    missing: ['aws_secret_access_key', 'aws_region'],
  },
]);

test('reads a key file, also in quotes, escaped, or as a variable', () => {
  const json = JSON.stringify(keyFile, null, 2);
  const spellings = [
    json,
    `'${json}'`,
    JSON.stringify(json),
    json.replaceAll('"', '\\"'),
    `here it is: ${json}\nthanks`,
  ];
  spellings.push(`GOOGLE_APPLICATION_CREDENTIALS_JSON='${JSON.stringify(keyFile)}'`);
  spellings.push(`GOOGLE_CLOUD_LOCATION=us-east5\nGOOGLE_CREDENTIALS='${json}'\nFOO=1`);
  for (const text of spellings) {
    const { credential, missing } = read(text);
    assert.equal(credential.creds_type, 'GCP', text);
    assert.equal(credential.gcp_project, 'my-project-1');
    assert.deepEqual(JSON.parse(String(credential.gcp_service_account)), keyFile);
    const isPlaced = text.includes('LOCATION');
    assert.deepEqual(
      missing.map(({ field }) => field),
      isPlaced ? [] : ['gcp_location'],
    );
  }
});

test('says what cannot be used and why, and what can be pasted instead', () => {
  const refused: [string, RegExp][] = [
    ['', /nothing in it/],
    ['hello there, how do I connect my model?', /Nothing in it is known/],
    ['{"a": 1}', /Nothing in it is known/],
    ['YOUR_API_KEY', /stands for a key/],
    ['ya29.a0AfH6SMBx12345678', /expires/],
    ['sk-ant-admin01-abcdef1234567890', /admin key/],
    ['ghp_abcdefghijklmnopqrstuvwxyz0123456789', /GitHub/],
    ['https://platform.openai.com/api-keys', /web page/],
    ['{"type":"authorized_user","refresh_token":"1//x"}', /service account/],
    ['{"type":"external_account","audience":"//iam"}', /service account/],
    ['{"installed":{"client_id":"x"}}', /service account/],
    [pem, /private key/],
    ['x'.repeat(262_145), /too long/],
    ['['.repeat(200_000), /Nothing|deep/],
  ];
  for (const [text, pattern] of refused) {
    const draft = parsePasted(text);
    assert.ok(!draft.recognised, text.slice(0, 80));
    assert.match(draft.detail, pattern);
    assert.ok(draft.accepted.length > 5);
  }
});

test('where several things are there, it says which was taken and what was left out', () => {
  const several: [string, RegExp][] = [
    [
      `ANTHROPIC_API_KEY=${anthropicKey}\nGROQ_API_KEY=gsk_Ab12Cd34Ef56Gh78`,
      /Taken: Anthropic\. Left out: Groq/,
    ],
    [
      `[a]\naws_access_key_id=${awsId}\n[default]\naws_access_key_id=${awsId}`,
      /profile default was taken; 1 other/,
    ],
    [
      `curl https://api.openai.com/v1/models\ncurl https://api.groq.com/openai/v1/models`,
      /first curl command.*1 more/,
    ],
    [`https://a.example/v1 https://b.example/v1`, /Several addresses/],
    [`AWS_BEARER_TOKEN_BEDROCK=ABSKQmVkcm9ja0FQSUtleS0x\nAWS_SECRET_ACCESS_KEY=${awsSecret}`, /left out/],
    [`OPENAI_API_KEY=${openaiKey}\nOPENAI_API_KEY=${openaiKey}x`, /more than once/],
  ];
  for (const [text, pattern] of several) assert.match(read(text).notes.join('\n'), pattern);
});
