/** How the events of a stream are told apart. */
export type Framing = 'sse' | 'ndjson' | 'aws_event_stream';

const streamTypes: Record<Framing, RegExp> = {
  sse: /^text\/event-stream/i,
  ndjson: /^application\/(x-)?ndjson|^application\/json/i,
  aws_event_stream: /^application\/vnd\.amazon\.eventstream/i,
};

/** Whether an answer is the stream that was asked for, and no error or whole answer in its place. */
export function isStreamOf(framing: Framing, status: number, contentType: unknown): boolean {
  return status < 300 && typeof contentType === 'string' && streamTypes[framing].test(contentType);
}
