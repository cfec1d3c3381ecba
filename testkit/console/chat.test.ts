import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addModel } from '../integration/conversation-world.ts';
import { promptRetries } from '../integration/gateway-world.ts';
import { made } from '../integration/routing-world.ts';
import { type Arrival, type HostileUpstream, startHostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import { type ConsoleVisit, type OpenConsole, openConsole } from './open-console.ts';

let upstream: HostileUpstream;
let console: OpenConsole;
let visit: ConsoleVisit;

before(async () => {
  upstream = await startHostileUpstream();
  console = await openConsole({
    env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
    callBounds: { retries: promptRetries },
  });
  const { operator } = console.app;
  await made(operator.call('PUT', '/tenants/acme', { name: 'Acme', plan: 'enterprise' }));
  const admin = operator.in('acme', 'dev');
  await addModel(admin, upstream.origin, { name: 'First', is_default: true });
  await addModel(admin, upstream.origin, { name: 'Second' });
  await made(admin.call('PUT', '/mode', { mode: 'byo', force: true }));
  const person = { tenant: 'acme', role: 'user', environments: ['dev'], name: 'Uma' } as const;
  visit = await console.signIn(person);
});
after(async () => {
  await console.close();
  await upstream.close();
});

const answering = (...pieces: string[]) => {
  upstream.play((arrival) => {
    arrival.beginStream();
    arrival.response.end(openaiStream(pieces).wire);
  });
};

/** Says its first piece, and nothing more until it is told to. */
function holdingBack(...pieces: string[]): { arrived: Promise<Arrival>; goOn: () => void } {
  const { promise, resolve } = Promise.withResolvers<Arrival>();
  const gate = Promise.withResolvers<void>();
  const [role, first, ...rest] = openaiStream(pieces).wire.split(/(?<=\n\n)/);
  upstream.play(async (arrival) => {
    arrival.beginStream();
    arrival.response.write(`${role}${first}`);
    resolve(arrival);
    await gate.promise;
    arrival.response.end(rest.join(''));
  });
  return { arrived: promise, goOn: gate.resolve };
}

async function say(text: string): Promise<void> {
  await visit.page.getByRole('textbox', { name: 'Message' }).fill(text);
  await visit.page.keyboard.press('Enter');
}

const chatPath = '/t/acme/dev/chat';
const hostile = '<script>document.title = "taken"</script><img src="https://evil.example/x.png">';

test('R12 S49 a user lands in the chat, chooses a model, and the answer streams; nothing in it is markup of its own', async () => {
  const { page, open, lookAgain, assertSound } = visit;
  await open('/');
  await page.waitForURL(`**${chatPath}`);
  await visit.settled();
  await assertSound();
  await page.getByRole('combobox', { name: 'Model' }).selectOption('Second');
  const table = '| a | b |\n|---|---|\n| 1 | 2 |';
  const { goOn } = holdingBack(
    'It **begins**',
    `\n\n${hostile}\n\n![x](https://evil.example/y.png) [a](javascript:alert(1)) [b](https://docs.example)`,
    `\n\n# Heading\n\n- [x] done\n\n${table}\n\n\`\`\`js\nlet answer = 42;\n\`\`\``,
  );
  await say(`Is ${hostile} text?`);
  const log = page.getByRole('log', { name: 'Messages' });
  await log.locator('strong', { hasText: 'begins' }).waitFor();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  goOn();
  await log.getByText('on your organisation’s account').waitFor();
  await log.getByText('Second').waitFor();
  assert.equal(await log.getByText('document.title').count(), 2, 'both are text');
  assert.equal(await log.locator('img, script, h1').count(), 0);
  assert.equal(await log.getByRole('link').count(), 1);
  assert.equal(await log.getByRole('link', { name: 'b' }).getAttribute('rel'), 'noopener noreferrer');
  await log.getByRole('button', { name: 'Copy the code' }).waitFor();
  await page.getByRole('link', { name: /^Is <script>/ }).waitFor();
  assert.match(await page.title(), /^Chat/);
  await assertSound();
  await lookAgain({ theme: 'dark', width: 360 });
  await assertSound();
  await page.getByRole('button', { name: 'Show conversations' }).click();
  await page.getByRole('dialog', { name: 'Conversations' }).getByRole('link').waitFor();
  await assertSound();
  await page.keyboard.press('Escape');
  await lookAgain({});
});

test('Escape stops an answer and keeps its beginning; answered again, the new one takes its place', async () => {
  const { page, open, assertSound } = visit;
  await open(chatPath);
  const { arrived } = holdingBack('Half of it', ' and the rest');
  await say('Tell me');
  await page.getByText('Half of it').waitFor();
  await page.keyboard.press('Escape');
  await (await arrived).left;
  await page.getByText('You stopped it here.').waitFor();
  answering('All of it');
  await page.getByRole('button', { name: 'Answer again' }).click();
  await page.getByText('on your organisation’s account').waitFor();
  await page.getByText('All of it').waitFor();
  assert.equal(await page.getByText('Half of it').count(), 0);
  await assertSound();
});

test('a failure is told where the answer would be, and trying again answers the same question', async () => {
  const { page, open, assertSound } = visit;
  await open(chatPath);
  upstream.play((arrival) => arrival.answer(500, { error: { message: 'broken' } }));
  await say('Are you there?');
  const notice = page.getByRole('log').getByRole('alert');
  await notice.waitFor();
  await assertSound();
  answering('I am');
  await notice.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('on your organisation’s account').waitFor();
  await notice.waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('log').getByText('Are you there?').count(), 1);
});

test('a conversation is renamed and, after a question, deleted', async () => {
  const { page, open, assertSound } = visit;
  await open(chatPath);
  await page.getByRole('button', { name: 'Actions for Are you there?' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Presence');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: /^Presence/ }).click();
  await page.getByRole('heading', { name: 'Presence' }).waitFor();
  await page.getByRole('button', { name: 'Actions for Presence' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await assertSound();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('What would you like to know?').waitFor();
  await page.getByRole('link', { name: /^Presence/ }).waitFor({ state: 'detached' });
});

test('a conversation whose model is removed under it says so, and offers a new one', async () => {
  const { page, open, settled, assertSound } = visit;
  const admin = console.app.operator.in('acme', 'dev');
  const id = await addModel(admin, upstream.origin, { name: 'Third' });
  await open(chatPath);
  await page.getByRole('combobox', { name: 'Model' }).selectOption('Third');
  answering('Good day');
  await say('Hello');
  await page.getByText('on your organisation’s account').waitFor();
  assert.equal((await admin.call('DELETE', `/config/llm/${id}`)).status, 204);
  await say('Still there?');
  const notice = page.getByRole('alert').filter({ hasText: 'The model of this conversation was removed' });
  await notice.waitFor();
  await assertSound();
  await page.reload();
  await notice.waitFor();
  await page.getByText('Good day').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Message' }).count(), 0);
  await notice.getByRole('button', { name: 'New conversation' }).click();
  await page.getByText('What would you like to know?').waitFor();
  await settled();
});
