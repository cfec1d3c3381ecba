import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openaiStream, wholeAnswers } from './sample-streams.ts';

/**
 * A provider in a process of its own, so that it can be killed, frozen and started again on the same port (the first
 * argument). It answers as a well model would; the model `endless` begins and never ends. Says its port once it
 * listens; ends with whoever started it.
 */

const [role = '', first = '', ...others] = openaiStream(['Guten ', 'Tag']).wire.split(/(?<=\n\n)/);

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { model, stream } = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  answer(response, stream === true, model === 'endless');
});

function answer(response: ServerResponse, isStream: boolean, isEndless: boolean): void {
  response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json');
  if (!isStream) response.end(JSON.stringify(wholeAnswers.openai));
  else if (isEndless) response.write(role + first);
  else response.end(role + first + others.join(''));
}

server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
process.stdin.resume().once('end', () => process.exit(0));
