import { askServer, NoServerError, type ServerAnswer } from './ask-server.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { printError } from './terminal.ts';

interface Question {
  method: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Puts a question to the running server and hands a good answer on; says what went wrong otherwise. */
export async function withServer(
  dataDirectory: string,
  { method, path, body, headers }: Question,
  onAnswer: (answer: ServerAnswer) => ExitCode,
): Promise<ExitCode> {
  try {
    const answer = await askServer(dataDirectory, method, path, body, headers);
    if (answer.status < 400) return onAnswer(answer);
    printError(describe(answer));
    return exitCodes.failed;
  } catch (error) {
    if (!(error instanceof NoServerError)) throw error;
    printError(error.message);
    return exitCodes.noServer;
  }
}

function describe({ body }: ServerAnswer): string {
  const errors = Array.isArray(body['errors']) ? body['errors'] : [];
  const fields = errors.map((error: { field: string; detail: string }) => `  ${error.field} ${error.detail}`);
  return [`The server refused: ${String(body['detail'])}`, ...fields].join('\n');
}
