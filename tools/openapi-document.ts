import { routes } from '../src/http/routes/index.ts';
import { createHttpServer } from '../src/http/server.ts';
import type { Services } from '../src/http/services.ts';

/** The document as a server answers it; making it takes no database, because no request is handled. */
export async function openApiDocument(): Promise<object> {
  const platform = {
    name: 'Plugboard',
    version: '0.0.0',
    publicUrl: '',
    supportUrl: null,
    egressIps: [],
    embedOrigins: [],
  };
  const services = { platform, clock: Date.now } as unknown as Services;
  const server = await createHttpServer({ services, routes, door: () => undefined });
  await server.ready();
  try {
    return server.swagger();
  } finally {
    await server.close();
  }
}
