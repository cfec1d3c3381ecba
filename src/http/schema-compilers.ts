import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fastJson from 'fast-json-stringify';
import type { FastifyInstance } from 'fastify';

/**
 * Bodies are taken as they are: nothing is turned into another type and nothing unknown is dropped in silence.
 * A schema is compiled when it is first used: all of them would take half a second of every start.
 */
export function compileSchemas(app: FastifyInstance): void {
  const strict = new Ajv({
    allErrors: false,
    coerceTypes: false,
    removeAdditional: false,
    useDefaults: false,
  });
  // In a URL everything is text, so numbers have to be read out of it.
  const fromUrl = new Ajv({
    allErrors: false,
    coerceTypes: true,
    removeAdditional: false,
    useDefaults: true,
  });
  for (const ajv of [strict, fromUrl]) {
    addFormats.default(ajv);
    // The usual rule also takes `urn:uuid:` in front, which the database does not.
    ajv.addFormat('uuid', /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i);
  }
  app.setValidatorCompiler(({ schema, httpPart }) => {
    const compiled = whenUsed(() => (httpPart === 'body' ? strict : fromUrl).compile(schema as object));
    return (data: unknown) => compiled()(data) || { error: compiled().errors ?? [] };
  });
  app.setSerializerCompiler(({ schema }) => {
    const compiled = whenUsed(() => fastJson(schema as object));
    return (data) => compiled()(data);
  });
}

function whenUsed<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
