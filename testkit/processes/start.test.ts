import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServerProcess } from '../server-process.ts';
import { removeDirectory } from '../shared-storage.ts';

const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string };
};

test('`npm start` on an empty directory prints a console, its API, a link, tokens and a curl that streams an answer', async (t) => {
  assert.match(manifest.scripts.start, /^node src\/main\.ts /);
  const args = manifest.scripts.start.split(' ').slice(2);
  const cwd = mkdtempSync(join(tmpdir(), 'plugboard-start-'));
  t.after(() => removeDirectory(cwd));
  // Any free port instead of 8080: something may listen there on the machine that tests.
  const options = { args, cwd, env: { PLUGBOARD_PORT: '0' } };
  const first = await startServerProcess(options);
  t.after(() => first.kill('SIGKILL'));
  t.diagnostic(`from the spawn to ready, the first time: ${Math.round(first.readyMs)} ms`);
  assert.deepEqual(readdirSync(cwd), ['.plugboard']);
  const welcome = first.output();
  assert.match(welcome, /^ {2}Plugboard \S+ is ready \(\d+\.\d s\)$/m);
  assert.equal((await fetch(at(welcome, 'Console'))).status, 200);
  assert.equal((await fetch(at(welcome, 'API docs'))).status, 200);
  const link = at(welcome, 'Sign in');
  assert.match(link, new RegExp(`^${first.url}/signin#[\\w-]{43}$`));
  const token = /^ {2}Operator token \(shown this once\) +(pb_\S+)$/m.exec(welcome)?.[1];
  const asOperator = { headers: { authorization: `Bearer ${token}` } };
  assert.match(await (await fetch(`${first.url}/ai/api/v1/tenants`, asOperator)).text(), /"id":"demo"/);
  const demoToken = /^ {2}Token of demo\/dev \(shown this once\) +(pb_\S+)$/m.exec(welcome)?.[1];
  const curl = curlOf(welcome);
  assert.equal(curl.authorization, `Bearer ${demoToken}`);
  assert.match(await saidBy(curl), /^This is Plugboard’s sandbox.*“Hello”$/);
  assert.equal((await first.stop()).code, 0);

  const second = await startServerProcess(options);
  t.after(() => second.kill('SIGKILL'));
  t.diagnostic(`from the spawn to ready, after that: ${Math.round(second.readyMs)} ms`);
  assert.doesNotMatch(second.output(), /pb_/);
  assert.notEqual(at(second.output(), 'Sign in').split('#')[1], link.split('#')[1]);
  const kept = curlOf(second.output());
  assert.equal(kept.authorization, 'Bearer $PLUGBOARD_TOKEN');
  assert.match(await saidBy({ ...kept, authorization: curl.authorization }), /“Hello”$/);
  assert.equal((await second.stop()).code, 0);
});

function at(welcome: string, name: string): string {
  const found = new RegExp(`^  ${name} +(http\\S+)$`, 'm').exec(welcome)?.[1];
  assert.ok(found, `${name} in:\n${welcome}`);
  return found;
}

interface Curl {
  url: string;
  authorization: string;
  body: string;
}

function curlOf(welcome: string): Curl {
  const shape =
    /^ {2}curl -N (\S+) -H "Authorization: (.+)" -H "Content-Type: application\/json" -d '(.+)'$/m;
  const [, url = '', authorization = '', body = ''] = shape.exec(welcome) ?? assert.fail(welcome);
  return { url, authorization, body };
}

/** What the streamed answer says to whoever runs the command. */
async function saidBy({ url, authorization, body }: Curl): Promise<string> {
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/event-stream/);
  const events = (await answer.text()).trim().split('\n\n');
  assert.equal(events.pop(), 'data: [DONE]');
  return events
    .map((event) => JSON.parse(event.slice('data: '.length)).choices[0]?.delta.content ?? '')
    .join('');
}
