import { chance, fakeKeys as k } from './fake-keys.ts';

/** What people write when they should not have: the texts of requests, each with a secret in it. */
export function listTextsWithSecrets(): string[] {
  return [...byShape(), ...byName(), ...inLanguages(), ...inCode(), ...inAddresses(), ...takenApart()];
}

function byShape(): string[] {
  const file = k.privateKey();
  return [
    `Our OpenAI key is ${k.openai()}, please set it up for PROD.`,
    `hi team, here you go ${k.openaiOld()} thanks`,
    `(${k.openaiService()})`,
    `Use ${k.openaiAdmin()} to list the projects.`,
    `${k.anthropic()}`,
    `We switched to Claude. The new one: ${k.anthropic()}. The old one is revoked.`,
    `OpenRouter account of the data team → ${k.openrouter()}`,
    `deepseek ${k.deepseek()}`,
    `Gemini: ${k.google()}`,
    `Gemini (new style) ${k.googleNew()}`,
    `I ran gcloud auth print-access-token and got ${k.googleOauth()}`,
    `OAuth client, secret part ${k.googleClient()}`,
    `${k.awsId()} / ${k.awsSecret()}`,
    `The access key is ${k.awsId()}; I will send the other half tomorrow.`,
    `Temporary: ${k.awsTemporaryId()}\n${k.awsSecret()}\n${k.awsSession()}`,
    `Bedrock long-term key ${k.bedrock()} in eu-central-1`,
    `Azure OpenAI, resource acme-eu, ${k.azureOld()}`,
    `For the Azure deployment gpt-4o-prod use ${k.azureNew()}`,
    `${k.azureNew()}`,
    `groq works with ${k.groq()}`,
    `xAI: ${k.xai()}`,
    `Cerebras ${k.cerebras()} (trial)`,
    `fireworks.ai: ${k.fireworks()}`,
    `Together AI – ${k.together()}`,
    `pplx? ${k.perplexity()}`,
    `the model is gated, log in with ${k.huggingFace()}`,
    `NVIDIA NIM ${k.nvidia()}`,
    `Replicate ${k.replicate()}`,
    `Databricks serving endpoint, PAT ${k.databricks()}`,
    `The prompts are in our repository, clone it with ${k.github()}`,
    `token for the mirror: ${k.githubFine()}`,
    `CI uses ${k.gitlab()}`,
    `post to Slack with ${k.slack()}`,
    `billing test: ${k.stripe()}`,
    `the hook is signed with ${k.webhook()}`,
    `//registry/:_authToken=${k.npm()}`,
    `our own Plugboard token ${k.plugboard()} answers 403`,
    `Session dump: ${k.jwt()}`,
    `The gateway wants a JWT like\n\n${k.jwt()}\n\nin the header.`,
    file,
    `Certificate and key for mutual TLS:\n${k.privateKey('RSA PRIVATE KEY')}`,
    `EC:\n${k.privateKey('EC PRIVATE KEY')}\nregards`,
    JSON.stringify({ type: 'service_account', project_id: 'acme-ml', private_key: file }, null, 2),
    `GOOGLE_CREDENTIALS='${JSON.stringify({ type: 'service_account', private_key: file })}'`,
    `"${file.replaceAll('\n', '\\n')}"`,
    file.split('\n').slice(1, -1).join('\n'),
    JSON.stringify({ kty: 'RSA', n: chance('base64url', 80), d: chance('base64url', 80) }),
  ];
}

function byName(): string[] {
  return [
    `Client ID: acme-gateway\nClient secret: ${k.opaque()}`,
    `client_secret = "${k.azureClient()}"`,
    `The client secret is ${k.opaque()}.`,
    `The client secret for our PROD gateway is ${k.opaque()}`,
    `clientSecret: ${k.uuid()}`,
    `API key\n${k.mistral()}`,
    `API key for Mistral (prod): ${k.mistral()}`,
    `Our API key, valid until March, is ${k.hex()}`,
    `**API key:** \`${k.opaque()}\``,
    `| Setting | Value |\n|---|---|\n| Client ID | acme |\n| Client secret | ${k.opaque()} |`,
    `aws_secret_access_key=${k.awsSecret()}`,
    `Secret access key ${k.awsSecret()}`,
    `password: ${k.password()}`,
    `Password = ${k.short()}`,
    `the password is ${k.password()}, please change it afterwards`,
    `user svc-llm pw ${k.short()}9`,
    `PASSWORD_PROD="${k.password()}"`,
    `x-api-key: ${k.mistral()}`,
    `api-key: ${k.azureOld()}`,
    `Ocp-Apim-Subscription-Key: ${k.azureOld()}`,
    `Shared access key: ${chance('base64', 43)}=`,
    `AccountName=acme;AccountKey=${chance('base64', 86)}==;EndpointSuffix=core.windows.net`,
    `Server=db;User Id=llm;Password=${k.password()};`,
    `Refresh token: ${k.opaque()}`,
    `access_token ${k.opaque()} expires in an hour`,
    `passphrase of the client certificate: ${k.password()}`,
    `KEY 1: ${k.azureOld()}\nKEY 2: ${k.azureOld()}\nREGION: swedencentral`,
    `secret: ${k.hex()}`,
    `Token: ${k.opaque()}`,
    `credentials: ${k.opaque()}`,
    `{"auth":{"api_key":"${k.mistral()}"}}`,
    `{"username":"svc-llm","password":"${k.short()}"}`,
    `PIN-protected? No. Passcode: ${chance('digits', 8)}`,
  ];
}

function inLanguages(): string[] {
  return [
    `Das Passwort lautet ${k.password()}`,
    `Kennwort: ${k.short()}`,
    `Der API-Schlüssel für die Testumgebung ist ${k.mistral()}.`,
    `Client-Geheimnis: ${k.opaque()}`,
    `Le mot de passe est ${k.password()}`,
    `Clé d’API : ${k.mistral()}`,
    `Voici le jeton d'accès : ${k.opaque()}`,
    `Contraseña: ${k.short()}`,
    `La clave de API es ${k.mistral()}`,
    `El secreto del cliente: ${k.opaque()}`,
    `Senha: ${k.short()}`,
    `A chave de API é ${k.mistral()}`,
    `La chiave API è ${k.mistral()}`,
    `Wachtwoord: ${k.short()}`,
    `Hasło: ${k.password()}`,
    `Lösenord: ${k.password()}`,
    `Adgangskode: ${k.short()}`,
    `Heslo je ${k.password()}`,
    `Şifre: ${k.short()}`,
    `Пароль: ${k.short()}`,
    `Ключ API: ${k.mistral()}`,
    `密钥：${k.mistral()}`,
    `密码是 ${k.short()}`,
    `客户端密码：${k.opaque()}`,
    `APIキー：${k.mistral()}`,
    `パスワードは ${k.password()} です`,
    `비밀번호: ${k.short()}`,
    `كلمة المرور: ${k.short()}`,
    `סיסמה: ${k.short()}`,
    `Κωδικός πρόσβασης: ${k.short()}`,
    `Mật khẩu: ${k.short()}`,
  ];
}

function inCode(): string[] {
  return [
    `\`\`\`bash\nexport OPENAI_API_KEY=${k.openai()}\nexport OPENAI_MODEL=gpt-4o\n\`\`\``,
    `\`\`\`python\nclient = OpenAI(api_key="${k.deepseek()}", base_url="https://api.deepseek.com")\n\`\`\``,
    `\`\`\`js\nconst anthropic = new Anthropic({ apiKey: '${k.anthropic()}' });\n\`\`\``,
    `\`\`\`yaml\nllm:\n  provider: azure\n  apiKey: ${k.azureOld()}\n\`\`\``,
    `\`\`\`toml\n[gateway]\nsecret = "${k.opaque()}"\n\`\`\``,
    `curl https://llm.acme.example/v1/models -H "Authorization: Bearer ${k.opaque()}"`,
    `curl -u svc-llm:${k.password()} https://llm.acme.example/v1/models`,
    `Authorization: Basic ${Buffer.from(`svc-llm:${k.password()}`).toString('base64')}`,
    `[default]\naws_access_key_id = ${k.awsId()}\naws_secret_access_key = ${k.awsSecret()}`,
    `$env:AZURE_OPENAI_API_KEY = "${k.azureOld()}"`,
    `properties.setProperty("gateway.password", "x"); // was ${k.github()}`,
    `ENV GROQ_API_KEY ${k.groq()}`,
    `helm install --set auth.token=${k.opaque()} gateway`,
    `kubectl create secret generic llm --from-literal=key=${k.opaque()}`,
    `> On Monday Bob wrote:\n> > the key is ${k.openaiOld()}`,
    `<config><apiKey>${k.mistral()}</apiKey></config>`,
    `Cookie: session=${k.opaque()}`,
  ];
}

function inAddresses(): string[] {
  return [
    `https://svc-llm:${k.password()}@gateway.acme.example/v1`,
    `postgres://llm:${k.short()}@db.acme.example:5432/llm`,
    `https://llm.acme.example/v1/chat/completions?api_key=${k.opaque()}`,
    `https://generativelanguage.googleapis.com/v1beta/models?key=${k.google()}`,
    `https://acme.blob.core.windows.net/keys/llm.json?sv=2024-11-04&se=2026-12-01&sig=${chance('base62', 43)}%3D`,
    `https://acme.s3.amazonaws.com/key.json?X-Amz-Expires=900&X-Amz-Signature=${k.hex()}`,
    `https://oauth2:${k.gitlab()}@git.acme.example/llm.git`,
    `sign in here: https://plugboard.acme.example/signin#${chance('base64url', 43)}`,
    `redis://:${k.short()}@cache:6379`,
  ];
}

function takenApart(): string[] {
  const hidden = k.openai();
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
  const every = (text: string, length: number, between: string) =>
    (text.match(new RegExp(`.{1,${length}}`, 'gs')) ?? []).join(between);
  return [
    every(k.anthropic(), 30, '\n'),
    every(k.openai(), 1, ' '),
    every(k.groq(), 8, ' '),
    every(k.openaiOld(), 4, ' '),
    every(k.deepseek(), 5, '\u200b'),
    every(k.google(), 3, '\u00ad'),
    wide(k.anthropic()),
    `API key: ${wide(k.mistral())}`,
    every(k.github(), 6, '**'),
    `"${hidden.slice(0, 8)}" + "${hidden.slice(8, 40)}" + "${hidden.slice(40)}"`,
    Buffer.from(k.openai()).toString('base64'),
    `base64: ${Buffer.from(`OPENAI_API_KEY=${k.openaiOld()}`).toString('base64')}`,
    Buffer.from(Buffer.from(k.anthropic()).toString('base64')).toString('base64'),
    Buffer.from(k.groq()).toString('hex'),
    Buffer.from(k.privateKey()).toString('base64'),
    (
      Buffer.from(k.privateKey())
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\n'),
    `API key: ${every(k.azureOld(), 4, ' ')}`,
    `\`${k.xai()}\``.replace('xai-', 'xai\u2011'),
    k.openaiOld().replace('sk', 'ѕk'),
    k.jwt().replaceAll('.', '.\n'),
    every(k.jwt(), 40, '\n'),
    encodeURIComponent(k.anthropic()).replaceAll('-', '%2D'),
    JSON.stringify({ note: `key:\n${k.openai()}\n` }).replaceAll('-', '\\u002d'),
    `sk - proj - ${chance('base62', 40)}`,
    k.privateKey().replaceAll('\n', ' '),
    `key in two lines:\n${k.anthropic().slice(0, 14)}\n${chance('base64url', 60)}`,
  ];
}
