import { connectionTo, takeCommonOptions } from '../common-options.ts';
import { classifyOpenai } from '../openai-compatible/errors.ts';
import { compatibleListing } from '../openai-compatible/listing.ts';
import { compatibleChat, embeddingsAt } from '../openai-compatible/wire.ts';
import type { Provider } from '../provider.ts';
import { DraftFields } from '../read-fields.ts';

/** A name that is never anybody’s: what is sent there without the sandbox’s way goes nowhere. */
export const sandboxBaseUrl = 'https://sandbox.plugboard.invalid/v1';
const batchMax = 64;

/** The built-in model: a provider like any other, whose answers are made in this process. */
export const sandbox: Provider = {
  id: 'sandbox',
  name: 'Sandbox',
  provider: 'sandbox',
  failsOnDemand: true,
  variants: [{ id: 'no_key', credsType: 'API_KEY', auth: 'No key', fields: [] }],
  presets: [],
  read(_variant, fields) {
    const draft = new DraftFields(fields);
    takeCommonOptions(draft, {});
    return draft.toReading();
  },
  connect: (_variantId, settings) =>
    connectionTo(settings, { auth: { kind: 'none' }, baseUrl: sandboxBaseUrl }),
  listing: { ...compatibleListing, provesKey: true },
  // Nothing leaves for it: an image that lies elsewhere is not fetched either.
  chat: { ...compatibleChat, takesImageUrls: () => true, relaysBytes: true },
  embeddings: embeddingsAt({ batchMax }),
  classify: classifyOpenai,
};
