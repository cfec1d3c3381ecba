/**
 * Names of OpenTelemetry’s conventions for generative AI. A provider that they do not name is called as here.
 * https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/ (November 2026)
 */
const providers: Readonly<Record<string, string>> = {
  azure_openai: 'azure.ai.openai',
  bedrock: 'aws.bedrock',
  google: 'gcp.gemini',
  vertex: 'gcp.vertex_ai',
};

export const toGenAiProvider = (catalogueId: string): string => providers[catalogueId] ?? catalogueId;

export const toGenAiOperation = (operation: 'chat' | 'embedding'): string =>
  operation === 'embedding' ? 'embeddings' : 'chat';
