import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RecognisedDraft } from '../../contract/paste.ts';
import { parsePasted } from './parse-pasted.ts';

/** What the tests beside it share: samples are read whole, by the one way in. */

export const openaiKey = 'sk-proj-Ab12Cd34Ef56Gh78Ij90Kl12';
export const anthropicKey = 'sk-ant-api03-Ab12Cd34Ef56Gh78';
export const googleKey = `AIza${'Sy12345678901234567890123456789012x'}`;
export const awsId = 'AKIAQ2W3E4R5T6Y7U8I9';
export const awsSecret = 'wJal4rXUtnFEMIK7MDENGbPxRfiCYzz8Kk2Pq0Aa';
export const azureKey = '0123456789abcdef0123456789abcdef';
export const pem =
  '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';
export const keyFile = {
  type: 'service_account',
  project_id: 'my-project-1',
  private_key_id: 'abc123',
  private_key: pem,
  client_email: 'robot@my-project-1.iam.gserviceaccount.com',
  token_uri: 'https://oauth2.googleapis.com/token',
};

export function read(text: string): RecognisedDraft {
  const draft = parsePasted(text);
  assert.ok(draft.recognised, `not recognised: ${text}`);
  return draft;
}

export interface Sample {
  what: string;
  text: string;
  kind: RecognisedDraft['kind'];
  fields: Record<string, unknown>;
  model?: string;
  deployment?: string;
  missing?: string[];
}

/** Every field but the name, which is a suggestion. */
export function check(samples: readonly Sample[]): void {
  for (const { what, text, kind, fields, model, deployment, missing = [] } of samples) {
    test(`reads ${what}`, () => {
      const draft = read(text);
      const { name, ...rest } = draft.credential;
      assert.ok(name);
      assert.equal(draft.kind, kind);
      assert.deepEqual(rest, fields);
      assert.equal(draft.provider, fields['provider']);
      assert.equal(draft.model_name, model);
      assert.equal(draft.deployment_name, deployment);
      assert.deepEqual(draft.missing.map(({ field }) => field).toSorted(), missing.toSorted());
    });
  }
}

export const openai = { creds_type: 'API_KEY', provider: 'openai' };
export const azure = { creds_type: 'AZURE', provider: 'azure_openai' };
export const aws = { creds_type: 'AWS', provider: 'bedrock' };
export const google = { creds_type: 'GCP', provider: 'google' };
export const keys = { aws_access_key_id: awsId, aws_secret_access_key: awsSecret };
