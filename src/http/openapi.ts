import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { PlatformFacts } from './services.ts';

export async function registerOpenApi(app: FastifyInstance, platform: PlatformFacts): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plugboard',
        version: platform.version,
        description:
          'The control plane. Tokens of tenants act in their own environment; operators and services name theirs with `X-Plugboard-Tenant` and `X-Plugboard-Environment`.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token, or a JWT of a configured issuer.' },
        },
      },
      security: [{ token: [] }],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/ai/docs', staticCSP: true });
  app.get(
    '/ai/openapi.json',
    {
      config: { access: { anyone: 'the document describes the product, not this deployment' } },
      schema: { hide: true },
    },
    async () => app.swagger(),
  );
}
