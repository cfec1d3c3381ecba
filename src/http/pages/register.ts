import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

const access = { anyone: 'the sign-in page; what it shows it asks of the API' };

const files = [
  { url: '/signin', file: 'page.html', type: 'text/html; charset=utf-8' },
  { url: '/assets/page.js', file: 'page.js', type: 'text/javascript; charset=utf-8' },
  { url: '/assets/base.css', file: 'base.css', type: 'text/css; charset=utf-8' },
  { url: '/assets/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
];

/** The way in for people, without the console's parts: it works where those would not. */
export function registerSigninPage(app: FastifyInstance): void {
  for (const { url, file, type } of files) {
    const content = readFileSync(new URL(file, import.meta.url));
    app.get(url, { config: { access }, schema: { hide: true } }, async (_request, reply) =>
      reply.header('content-type', type).send(content),
    );
  }
}
