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

test('`npm start` on an empty directory prints a console, its API, a link, a token and a curl that answers', async (t) => {
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
  const curl = curlOf(welcome);
  assert.equal(curl.authorization, `Bearer ${token}`);
  const answer = await fetch(curl.url, { headers: { authorization: curl.authorization } });
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { items: [], next_cursor: null });
  assert.equal((await first.stop()).code, 0);

  const second = await startServerProcess(options);
  t.after(() => second.kill('SIGKILL'));
  t.diagnostic(`from the spawn to ready, after that: ${Math.round(second.readyMs)} ms`);
  assert.doesNotMatch(second.output(), /pb_/);
  assert.notEqual(at(second.output(), 'Sign in').split('#')[1], link.split('#')[1]);
  const kept = curlOf(second.output());
  assert.equal(kept.authorization, 'Bearer $PLUGBOARD_TOKEN');
  assert.equal((await fetch(kept.url, { headers: { authorization: curl.authorization } })).status, 200);
  assert.equal((await second.stop()).code, 0);
});

function at(welcome: string, name: string): string {
  const found = new RegExp(`^  ${name} +(http\\S+)$`, 'm').exec(welcome)?.[1];
  assert.ok(found, `${name} in:\n${welcome}`);
  return found;
}

function curlOf(welcome: string): { url: string; authorization: string } {
  const [, url = '', authorization = ''] = /^ {2}curl (\S+) -H "Authorization: (.+)"$/m.exec(welcome) ?? [];
  return { url, authorization };
}
