import { chance } from './fake-keys.ts';

const uuid = () => [8, 4, 4, 4, 12].map((length) => chance('hex', length)).join('-');

/** What people write to have their models set up, with everything in it that only looks like a secret. */
export function listCleanTexts(): string[] {
  return [...requests(), ...aboutKeys(), ...lookingRandom(), ...code(), ...inLanguages()];
}

function requests(): string[] {
  return [
    'Please set up our gateway for DEV, TEST and PROD.',
    'Provider: Acme Corp AI Gateway. Endpoint: https://ai-gateway.acme.com/v1/chat/completions. Streaming: yes.',
    'Token URL: https://auth.acme.com/oauth2/token, authentication type OAuth2 client credentials.',
    'Models: gpt-4o, claude-3.5-sonnet, claude-3-5-sonnet-20241022, gpt-4o-2024-08-06.',
    'We need gemini-2.5-pro-preview-06-05 and text-embedding-3-large with 3072 dimensions.',
    'anthropic.claude-3-5-sonnet-20241022-v2:0 in eu-central-1, please; us.amazon.nova-pro-v1:0 as the second one.',
    'arn:aws:bedrock:eu-central-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
    'Role to assume: arn:aws:iam::123456789012:role/plugboard-bedrock-access',
    'Azure resource acme-openai-swedencentral, deployment gpt4o-prod-2024, API version 2024-10-21.',
    'https://acme-openai-swedencentral.openai.azure.com/openai/deployments/gpt4o-prod/chat/completions?api-version=2024-10-21',
    'Please allowlist: 203.0.113.10/32 and 2001:db8:4860::8888. Our firewall team needs two days.',
    'Rate limit of the gateway: 600 requests a minute, 400000 tokens a minute, max_tokens: 4096.',
    'The context window is 128000 tokens; token limit: 200000.',
    'accounts/fireworks/models/llama-v3p1-405b-instruct',
    'meta-llama/Llama-3.3-70B-Instruct-Turbo on Together, Qwen/Qwen2.5-72B-Instruct-AWQ on our own vLLM.',
    'mistral-large-2411, codestral-2501, ministral-8b-latest, pplx-70b-online',
    'Host names: llm-gw-prod-01.eu-west-1.internal.acme.example and llm-gw-prod-02.eu-west-1.internal.acme.example',
    'Contact: maria.gonzalez@acme.example, +49 30 1234567, on call until 2026-12-24.',
    'Ticket INC0012345678, change CHG0034567, approved by CAB on 2026-11-19T14:30:00Z.',
    'Please move TEST to https://llm.test.acme.example:8443/v1 from Monday 09:00 CET.',
    'Remove the configuration “Acme gateway (old)” from DEV; conversations on it may end.',
    'Add the model command-r-plus-08-2024 to PROD, the endpoint stays.',
    'Please enable streaming for deepseek-r1-distill-qwen-32b-q4_k_m.',
    'vertex: projects/acme-ml-prod-4711/locations/europe-west4/publishers/google/models/gemini-2.0-flash-001',
    'We would like to be told by webhook at https://hooks.acme.example/plugboard/prod when it is active.',
    'wss://llm.acme.example/realtime?model=gpt-4o-realtime-preview-2024-12-17',
  ];
}

function aboutKeys(): string[] {
  return [
    'Credentials will be shared securely after the ticket is assigned.',
    'Please rotate the credentials of the PROD gateway. The new client secret comes by the deposit link.',
    'Authentication type: API key. Header: x-api-key. Prefix: none.',
    'API key: will be sent separately',
    'API key: see the deposit link',
    'Client secret: to follow',
    'client secret: <to be deposited>',
    'client_secret: ********',
    'Password: none',
    'password: [redacted]',
    'The password policy asks for 14 characters and a rotation every 90 days.',
    'Our API keys begin with sk-proj- and are 164 characters long.',
    'Anthropic keys begin with sk-ant-api03-, admin keys with sk-ant-admin.',
    'Do you accept keys like sk-...? Ours ends in …x4Qa.',
    'We use OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxx in the sample.',
    'Access key IDs look like AKIA… and are 20 characters long.',
    'Which do you need: the key ID or the key itself? The key ID is public with us.',
    'Is it a file that begins with -----BEGIN PRIVATE KEY-----? We only have a .p12.',
    'JWTs begin with eyJ, ours come from our own identity provider and last five minutes.',
    'Authorization: Bearer <token>',
    'The header is “Authorization: Basic”, user name and password in base64.',
    'Basic authentication is switched off; bearer tokens only.',
    'Our secrets are in HashiCorp Vault under kv/data/llm/prod/gateway-client.',
    'The secret name is llm-gateway-prod, the key name api-key.',
    'Key Vault: kv-acme-prod-weu, secret llm-gateway-client-secret, version latest.',
    `Secret ARN: arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/llm/gateway-${chance('letters', 6)}`,
    'Token endpoint: https://login.microsoftonline.com/common/oauth2/v2.0/token',
    'scope: api://acme-gateway/.default, audience: https://gateway.acme.example',
    'Password reset is needed for the portal, our admin is locked out.',
    'Who holds the private key of your client certificate? We rotate ours in 2027.',
    'key: value pairs in the header are fine with us',
    'The API key expires on 2027-03-31, remind us 14 days before.',
    'Keys of 32 hexadecimal digits or 84 characters, both work in Azure.',
    'The API key is stored by Jane, she opens the link you send.',
    'Subscription key or OAuth? Both are possible at our APIM.',
  ];
}

function lookingRandom(): string[] {
  return [
    `Tenant ID: ${uuid()}`,
    `client_id: ${uuid()}\nazure tenant: ${uuid()}`,
    `Azure subscription ${uuid()}, resource group rg-llm-prod`,
    `Commit ${chance('hex', 40)} broke streaming.`,
    `sha256:${chance('hex', 64)}`,
    `The image is ghcr.io/acme/gateway@sha256:${chance('hex', 64)}`,
    `Fingerprint SHA256:${chance('base64', 43)}`,
    `md5: ${chance('hex', 32)}`,
    `request id req_${chance('base62', 24)} failed with 401`,
    `x-request-id: ${uuid()}`,
    `trace_id=${chance('hex', 32)} span_id=${chance('hex', 16)}`,
    `private_key_id: ${chance('hex', 40)}`,
    `OpenAI organisation org-${chance('base62', 24)}, project proj_${chance('base62', 24)}`,
    `assistant asst_${chance('base62', 24)} on thread thread_${chance('base62', 24)}`,
    `AWS account 123456789012, external id ${uuid()}`,
    `VPC endpoint vpce-0${chance('hex', 16)}, security group sg-0${chance('hex', 16)}`,
    `Fine-tuned model ft:gpt-4o-mini-2024-07-18:acme::${chance('base62', 8)}`,
    `ULID 01JD${chance('upper', 2)}4QKXZ3V8R2M5N7P9T1WY`,
    `Serial number of the certificate: ${chance('hex', 2)}:4f:1a:9c:33:07:be:21`,
    `-----BEGIN CERTIFICATE-----\nMIID${chance('base64', 60)}\n${chance('base64', 64)}\n${chance('base64', 64)}\n-----END CERTIFICATE-----`,
    `-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A${chance('base64', 32)}\n-----END PUBLIC KEY-----`,
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${chance('base64', 43)} ops@acme`,
    `etag "${chance('hex', 32)}", 12 kB`,
    `build 20261121.4, version 4.18.2-rc.1+${chance('hex', 7)}`,
    'Base64 of our logo: iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
  ];
}

function code(): string[] {
  return [
    '```bash\nexport OPENAI_API_KEY=$(vault read -field=key secret/llm)\n```',
    '```python\nclient = OpenAI(api_key=os.environ["OPENAI_API_KEY"])\n```',
    '```js\nconst apiKey = process.env.ANTHROPIC_API_KEY;\n```',
    '```yaml\napiKey:\n  valueFrom:\n    secretKeyRef:\n      name: llm-credentials\n      key: api-key\n```',
    '```json\n{"api_key": "YOUR_API_KEY", "model": "gpt-4o"}\n```',
    'curl https://llm.acme.example/v1/models -H "Authorization: Bearer $TOKEN"',
    `env:\n  GROQ_API_KEY: \${{ secrets.GROQ_API_KEY }}`,
    'interface Settings { apiKey: string; clientSecret?: string; password: string }',
    '{"error":{"message":"Incorrect API key provided: sk-proj-****abcd","code":"invalid_api_key"}}',
    'https://user:password@llm.acme.example is the form, we use no user in URLs',
    'postgres://<user>:<password>@<host>/db',
    'https://llm.acme.example/v1/models?key=YOUR_KEY',
    'The answer was data: {"id":"chatcmpl-9xYzAbCdEfGhIjKlMnOpQrStUv","object":"chat.completion.chunk"}',
    'password = getpass.getpass()',
  ];
}

function inLanguages(): string[] {
  return [
    'Bitte richten Sie unser Gateway für PROD ein. Die Zugangsdaten folgen über den Hinterlegungslink.',
    'Passwort: folgt separat',
    'Der API-Schlüssel läuft am 31.03.2027 ab; bitte erinnern Sie uns.',
    'Datenschutzgrundverordnung und Auftragsverarbeitungsvertrag liegen bei.',
    'La clé d’API sera transmise par le lien sécurisé.',
    'Mot de passe : à définir',
    'La contraseña se enviará por el enlace.',
    'A senha será enviada depois.',
    'API 密钥将通过链接提交。',
    '密码：稍后提供',
    'パスワードは後ほど入力します。',
    'Пароль будет отправлен позже.',
  ];
}
