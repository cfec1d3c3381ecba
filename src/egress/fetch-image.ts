import type { FetchImage } from '../gateway/ports.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { tenantPolicy } from './egress-policy.ts';
import { type ProviderClient, readWhole } from './provider-client.ts';

/** What an image begins with, whatever its server calls it. */
const signatures: readonly { mediaType: string; begins: readonly number[] }[] = [
  { mediaType: 'image/png', begins: [0x89, 0x50, 0x4e, 0x47] },
  { mediaType: 'image/jpeg', begins: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/gif', begins: [0x47, 0x49, 0x46, 0x38] },
  { mediaType: 'image/webp', begins: [0x52, 0x49, 0x46, 0x46] },
];

/**
 * Images by the way that everything of a tenant's takes. Nothing is sent along, and nothing comes back but an image:
 * an error page of an inner server is not for a model to read out.
 */
export function createImageFetcher(client: ProviderClient, rulesForAll: readonly EgressRule[]): FetchImage {
  return async (url, { rules, signal }) => {
    const { firstByteMs, totalMs, imageBytesMax } = limits.egress;
    try {
      const answer = await client.send({
        method: 'GET',
        url,
        headers: { accept: 'image/*' },
        policy: tenantPolicy([...rulesForAll, ...rules]),
        firstByteMs,
        betweenBytesMs: firstByteMs,
        totalMs,
        bodyBytesMax: imageBytesMax,
        signal,
      });
      if (answer.status !== 200) {
        answer.discard();
        return undefined;
      }
      return toImage(await readWhole(answer));
    } catch {
      // Refused, unreachable, broken or not wanted any more: the caller is told the same of each.
      return undefined;
    }
  };
}

function toImage(bytes: Buffer): { mediaType: string; base64: string } | undefined {
  const known = signatures.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  return known && { mediaType: known.mediaType, base64: bytes.toString('base64') };
}
