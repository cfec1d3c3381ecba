/** Calls and streams are two verbs of one model; a tenant’s own path names the first. */
export function verbPath(path: string, stream: boolean): string {
  if (!stream) return path;
  const streaming = path.replace(/:generateContent(?=$|\?)/, ':streamGenerateContent');
  // Without this the stream is one JSON list, which nothing can be read from before its end.
  return `${streaming}${streaming.includes('?') ? '&' : '?'}alt=sse`;
}
