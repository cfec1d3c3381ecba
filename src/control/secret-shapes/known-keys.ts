/** A kind of key that shows by how it begins. */
export interface KnownKey {
  /** As it is told to people. */
  what: string;
  begins: readonly string[];
  /** So many characters of what follows look like chance in a real one; less is talk about such keys. */
  randomMin: number;
  /** The rest, where exactly this belongs to the shape: a shorter beginning says too little. */
  rest?: RegExp;
  /** Of what can be connected here: whose it is. */
  owner?: string;
  /** It opens nothing that can be connected here. */
  isForeign?: true;
}

/**
 * Every kind of key that is known by its shape, once: what reads pasted accounts and what keeps secrets out of texts
 * both ask this list. Hints only: formats change, so another shape is never wrong for that (read 2026-11, in the
 * documentation of each).
 */
export const knownKeys: readonly KnownKey[] = [
  { what: 'an Anthropic key', begins: ['sk-ant-'], randomMin: 12, owner: 'anthropic' },
  {
    what: 'an OpenAI key',
    begins: ['sk-proj-', 'sk-svcacct-', 'sk-None-', 'sk-service-'],
    randomMin: 12,
    owner: 'openai',
  },
  { what: 'an OpenAI admin key', begins: ['sk-admin-'], randomMin: 12 },
  { what: 'an OpenRouter key', begins: ['sk-or-v1-', 'sk-or-'], randomMin: 12, owner: 'openrouter' },
  { what: 'a Langfuse key', begins: ['sk-lf-'], randomMin: 12, isForeign: true },
  { what: 'a key that begins with sk-', begins: ['sk-'], randomMin: 16 },
  { what: 'a Groq key', begins: ['gsk_'], randomMin: 16, owner: 'groq' },
  { what: 'an xAI key', begins: ['xai-'], randomMin: 16, owner: 'xai' },
  { what: 'a Cerebras key', begins: ['csk-'], randomMin: 16, owner: 'cerebras' },
  { what: 'a Fireworks key', begins: ['fw_'], randomMin: 12, owner: 'fireworks' },
  { what: 'a Together key', begins: ['tgp_v1_'], randomMin: 12, owner: 'together' },
  { what: 'a Google key', begins: ['AIza', 'AQ.'], randomMin: 16, owner: 'google' },
  { what: 'a Google OAuth token', begins: ['ya29.'], randomMin: 16 },
  { what: 'a Google client secret', begins: ['GOCSPX-'], randomMin: 12 },
  { what: 'a Bedrock key', begins: ['ABSK', 'bedrock-api-key-'], randomMin: 20, owner: 'bedrock' },
  {
    what: 'an AWS access key',
    begins: ['AKIA', 'ASIA'],
    rest: /^[0-9A-Z]{16}$/,
    randomMin: 12,
    owner: 'aws_keys',
  },
  { what: 'an AWS session token', begins: ['IQoJb3JpZ2lu', 'FwoGZXIvYXdz'], randomMin: 40 },
  { what: 'a Hugging Face token', begins: ['hf_'], randomMin: 16 },
  { what: 'a Perplexity key', begins: ['pplx-'], randomMin: 16 },
  { what: 'a Replicate token', begins: ['r8_'], randomMin: 16 },
  { what: 'an NVIDIA key', begins: ['nvapi-'], randomMin: 16 },
  { what: 'a Databricks token', begins: ['dapi'], randomMin: 30 },
  { what: 'an Anyscale key', begins: ['esecret_'], randomMin: 12 },
  { what: 'a token of this platform', begins: ['pb_'], randomMin: 40, isForeign: true },
  { what: 'a deposit link', begins: ['pbd_'], randomMin: 24, isForeign: true },
  {
    what: 'a GitHub token',
    begins: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
    randomMin: 16,
    isForeign: true,
  },
  {
    what: 'a Slack token',
    begins: ['xoxa-', 'xoxb-', 'xoxp-', 'xoxs-', 'xoxe-', 'xapp-'],
    randomMin: 12,
    isForeign: true,
  },
  { what: 'a GitLab token', begins: ['glpat-', 'gldt-', 'glrt-'], randomMin: 12, isForeign: true },
  {
    what: 'a Stripe key',
    begins: ['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'],
    randomMin: 12,
    isForeign: true,
  },
  { what: 'the secret of a webhook', begins: ['whsec_'], randomMin: 12, isForeign: true },
  { what: 'a LangSmith key', begins: ['lsv2_pt_', 'lsv2_sk_'], randomMin: 12, isForeign: true },
  { what: 'a Pinecone key', begins: ['pcsk_'], randomMin: 12, isForeign: true },
  { what: 'a SendGrid key', begins: ['SG.'], randomMin: 30, isForeign: true },
  { what: 'an npm token', begins: ['npm_'], randomMin: 20, isForeign: true },
  { what: 'a PyPI token', begins: ['pypi-AgE'], randomMin: 20, isForeign: true },
  { what: 'a Vault token', begins: ['hvs.', 'hvb.'], randomMin: 16, isForeign: true },
  { what: 'a DigitalOcean token', begins: ['dop_v1_'], randomMin: 20, isForeign: true },
  { what: 'a Grafana token', begins: ['glsa_', 'glc_'], randomMin: 20, isForeign: true },
  { what: 'an Atlassian token', begins: ['ATATT3'], randomMin: 20, isForeign: true },
  { what: 'a Notion token', begins: ['ntn_'], randomMin: 20, isForeign: true },
];

export function findKnownKey(word: string): KnownKey | undefined {
  return knownKeys.find(({ begins, rest }) => {
    const start = begins.find((beginning) => word.startsWith(beginning));
    return start !== undefined && (rest === undefined || rest.test(word.slice(start.length)));
  });
}
