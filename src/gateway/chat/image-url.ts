/** The URL of an image that lies elsewhere. Some clients write it without the object around it. */
export function imageUrlOf(part: unknown): string | undefined {
  const { type, image_url: image } = part as { type?: unknown; image_url?: unknown };
  if (type !== 'image_url') return undefined;
  const url = typeof image === 'string' ? image : (image as { url?: unknown } | null | undefined)?.url;
  return typeof url === 'string' && /^https?:/i.test(url) ? url : undefined;
}
