import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { PlugboardError } from '../../kernel/errors.ts';
import { framedBy } from '../content-policy.ts';
import { type BuiltFile, readBuiltConsole } from './built-console.ts';

const access = { anyone: 'the console’s files describe the product; what it shows it asks of the API' };

const notBuilt =
  'The console has not been built. In a clone, npm ci does that; npm run prepare does it again. The API works without it.\n';

/** The name of an asset carries the hash of its content: it never changes, so nobody need ask for it twice. */
const forEver = 'public, max-age=31536000, immutable';

/**
 * The console: one document for every page of it, and its assets. The addresses of pages are the console's own to
 * know, so any path that nothing else answers begins with the document, for whoever navigates there.
 */
export function registerConsole(app: FastifyInstance, embedOrigins: readonly string[]): void {
  const built = readBuiltConsole();

  app.get<{ Params: { name: string } }>(
    '/assets/:name',
    { config: { access }, schema: { hide: true } },
    async (request, reply) => {
      const file = built?.assets.get(request.params.name);
      if (!file) throw new PlugboardError('not_found');
      return sendFile(request, reply.header('cache-control', forEver), file);
    },
  );

  const sendDocument = async (request: FastifyRequest, reply: FastifyReply) => {
    if (!built) return reply.code(503).header('content-type', 'text/plain; charset=utf-8').send(notBuilt);
    return sendFile(request, reply, built.document);
  };
  // The only pages that may stand in a frame: they take no cookie, only what the page around them hands them.
  app.get(
    '/embed/*',
    { config: { access }, helmet: framedBy(embedOrigins), schema: { hide: true } },
    sendDocument,
  );
  app.get('/', { config: { access }, schema: { hide: true } }, sendDocument);
  app.get('/*', { config: { access }, schema: { hide: true } }, async (request, reply) => {
    if (!isNavigation(request)) throw new PlugboardError('not_found');
    return sendDocument(request, reply);
  });
}

/** A program that asks for what does not exist is told so; so is whoever looks for a call of the API. */
function isNavigation({ url, headers }: FastifyRequest): boolean {
  const wantsPage = headers.accept?.includes('text/html') ?? false;
  return wantsPage && !/^\/(ai|v1|assets|signin)(\/|\?|$)/.test(url);
}

function sendFile({ headers }: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const encoding = chooseEncoding(headers['accept-encoding'], file);
  reply.header('content-type', file.type).header('vary', 'accept-encoding');
  if (encoding === undefined) return reply.send(file.identity);
  return reply.header('content-encoding', encoding).send(file[encoding]);
}

function chooseEncoding(accepted: string | string[] | undefined, file: BuiltFile): 'br' | 'gzip' | undefined {
  const offers = String(accepted ?? '')
    .split(',')
    .map((offer) => offer.replaceAll(' ', '').toLowerCase());
  return (['br', 'gzip'] as const).find(
    (encoding) =>
      file[encoding] !== undefined &&
      offers.some(
        (offer) => offer === encoding || new RegExp(`^${encoding};q=(0\\.\\d*[1-9]|1)`).test(offer),
      ),
  );
}
