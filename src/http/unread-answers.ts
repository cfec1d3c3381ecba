import type { ServerResponse } from 'node:http';

/**
 * An answer that is done but for its reading holds a connection, and Node would hold it for as long as its client does.
 * The time begins anew with whatever is read.
 */
export function letGoOfUnread(response: ServerResponse, withinMs: number): void {
  response.on('prefinish', () => {
    const { socket } = response;
    if (socket && socket.writableLength > 0) socket.setTimeout(withinMs);
  });
}
