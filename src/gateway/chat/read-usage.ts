import { isObject } from '../../kernel/json-values.ts';
import { toUsage } from '../../providers/openai-compatible/response.ts';
import type { Usage } from '../../providers/openai-shapes.ts';

/** Of an answer whose bytes are relayed as they are. */
export function readUsage(body: unknown): Usage | undefined {
  return isObject(body) ? toUsage(body) : undefined;
}
