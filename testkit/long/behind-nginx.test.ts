import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import { ambiguousRequests, commonHeaders, smuggled } from '../integration/ambiguous-requests.ts';
import { nginxConfig } from '../nginx.ts';
import { freePort } from '../postgres.ts';

const isInstalled = spawnSync('nginx', ['-v']).error === undefined;
const quietMs = 400;
const innocentsAfterEach = 4;

const lines = ['POST /ai/api/v1/tenants HTTP/1.1', 'POST /v1/chat/completions HTTP/1.1'];
const requests = {
  ...ambiguousRequests,
  'a request as a body': `${commonHeaders}Content-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
  'a request as a chunk': `${commonHeaders}Transfer-Encoding: chunked\r\n\r\n${smuggled.length.toString(16)}\r\n${smuggled}\r\n0\r\n\r\n`,
};

describe('behind nginx', { skip: isInstalled ? false : 'nginx is not installed' }, () => {
  let app: TestApp;
  let nginx: ChildProcess;
  let port: number;
  let folder: string;
  let log: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plugboard-nginx-'));
    log = join(folder, 'access.log');
    app = await startTestApp({ storage: 'postgres' });
    port = await freePort();
    const config = join(folder, 'nginx.conf');
    const http = `log_format passed '$request_uri $upstream_status'; access_log ${log} passed;`;
    const server = new URL(app.url).host;
    writeFileSync(config, nginxConfig({ folder, port, server, keptConnections: 1, http }));
    nginx = spawn('nginx', ['-p', folder, '-e', join(folder, 'error.log'), '-c', config], {
      stdio: 'inherit',
    });
    await eventually('nginx answers', () => fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined));
  });
  after(async () => {
    nginx.kill();
    await once(nginx, 'exit');
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What comes back until the connection is closed, or nothing more comes. */
  const exchange = (bytes: string): Promise<string> =>
    new Promise((resolve) => {
      let text = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes, 'latin1'));
      socket.setEncoding('latin1').on('data', (part) => {
        text += part;
      });
      socket.setTimeout(quietMs, () => socket.destroy());
      socket.on('error', () => undefined).on('close', () => resolve(text));
    });

  /** How many requests nginx passed on, and how many arrived. */
  const passedOn = () =>
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((line) => / \d{3}$/.test(line)).length;
  const arrived = async () => {
    const { text } = await app.operator.get('/metrics');
    const counts = text.matchAll(/^plugboard_http_requests_total\{(?!.*\/metrics).*\} (\d+)$/gm);
    return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  };

  for (const line of lines) {
    test(`S36 both read the same requests, and nobody gets another’s answer (${line})`, async () => {
      for (const [what, rest] of Object.entries(requests)) {
        const [passedBefore, arrivedBefore] = [passedOn(), await arrived()];
        const text = await exchange(`${line}\r\n${rest}`);
        if (what.startsWith('a request as')) assert.equal(passedOn() - passedBefore, 1, what);
        assert.doesNotMatch(text, /HTTP\/1\.1 2/, what);
        // They share nginx's connections to the server: an answer too many would be one of theirs.
        for (let asked = 0; asked < innocentsAfterEach; asked += 1) {
          const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
          assert.equal(answer.status, 200, what);
          assert.deepEqual(await answer.json(), { status: 'ok' }, what);
        }
        await eventually(`${what}: as many arrive as were passed on`, async () =>
          passedOn() - passedBefore === (await arrived()) - arrivedBefore ? true : undefined,
        );
      }
    });
  }
});
