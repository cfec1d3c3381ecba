import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { inferencePaths } from './inference-paths.ts';
import type { PlatformFacts } from './services.ts';

/** As strict as the console's. The hash is of the one style sheet that Swagger UI makes by itself when it starts. */
const documentationPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'self'",
  'frame-ancestors': "'none'",
  'base-uri': "'none'",
};

export async function registerOpenApi(app: FastifyInstance, platform: PlatformFacts): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Plugboard',
        version: platform.version,
        description:
          'The control plane, and `/v1` in OpenAI’s shapes. Tokens of tenants act in their own environment; operators and services name theirs with `X-Plugboard-Tenant` and `X-Plugboard-Environment`.',
      },
      servers: [{ url: '/' }],
      // A copy: the routes of each server are written into it.
      paths: { ...inferencePaths },
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'A token, or a JWT of a configured issuer.' },
        },
      },
      security: [{ token: [] }],
    },
  });
  await app.register(swaggerUi, { routePrefix: '/ai/docs', staticCSP: documentationPolicy });
  app.get(
    '/ai/openapi.json',
    {
      config: { access: { anyone: 'the document describes the product, not this deployment' } },
      schema: { hide: true },
    },
    async () => app.swagger(),
  );
}
