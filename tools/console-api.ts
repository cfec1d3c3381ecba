import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from './openapi-document.ts';

export const consoleApiFile = 'console/src/api.d.ts';

const note = '// Written by `npm run docs` from the OpenAPI document. Edit the contract, not this.\n';

/** The console's types of the API. `npm run docs` writes them; a test holds them to the document. */
export async function consoleApiTypes(): Promise<string> {
  const document = await openApiDocument();
  return (
    note + astToString(await openapiTS(document as Parameters<typeof openapiTS>[0], { alphabetize: true }))
  );
}
