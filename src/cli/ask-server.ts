import { request } from 'node:http';
import { controlSocketPath } from '../boot/control-socket.ts';

export class NoServerError extends Error {
  constructor(dataDirectory: string, cause?: unknown) {
    super(
      `No Plugboard server runs on the data directory ${dataDirectory}, or this user may not speak to it.\n` +
        'Start one first, or set PLUGBOARD_DATA_DIR to the directory of the one that runs.',
      { cause },
    );
    this.name = 'NoServerError';
  }
}

export interface ServerAnswer {
  status: number;
  body: Record<string, unknown>;
}

/** Asks the server that runs on the data directory, over its local socket. */
export function askServer(
  dataDirectory: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<ServerAnswer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const asked = request(
      {
        socketPath: controlSocketPath(dataDirectory),
        method,
        path,
        headers: { ...headers, ...(text !== '' && { 'content-type': 'application/json' }) },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const answered = Buffer.concat(chunks).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, body: answered === '' ? {} : JSON.parse(answered) });
        });
      },
    );
    asked.on('error', (error) => reject(new NoServerError(dataDirectory, error)));
    asked.end(text);
  });
}
