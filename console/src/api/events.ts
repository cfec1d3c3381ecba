interface ServerEvent {
  event: string;
  data: string;
}

/** The events of an answer that is sent piece by piece. */
export async function* readEvents(stream: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = stream.pipeThrough(new TextDecoderStream() as ReadableWritablePair).getReader();
  let held = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      held += value;
      const blocks = held.split('\n\n');
      held = blocks.pop() ?? '';
      yield* blocks.map(toEvent);
    }
  } finally {
    await reader.cancel();
  }
}

function toEvent(block: string): ServerEvent {
  const said: ServerEvent = { event: 'message', data: '' };
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) said.event = line.slice('event: '.length);
    if (line.startsWith('data: ')) said.data += line.slice('data: '.length);
  }
  return said;
}
