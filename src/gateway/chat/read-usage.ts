import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { Usage } from '../../providers/openai-shapes.ts';

/** Of an answer whose bytes are relayed as they are. */
export function readUsage(body: unknown): Usage | undefined {
  return typeof body === 'object' && body !== null ? toUsage(body as Record<string, unknown>) : undefined;
}
