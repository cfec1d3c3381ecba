import { catalogue } from '../../../contract/providers.ts';
import type { Provider } from '../../../providers/provider.ts';
import { listOfferedProviders } from '../../../providers/registry.ts';
import { defineRoute } from '../../route.ts';

export const listProvidersRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/providers',
  access: { permission: 'catalogue.view' },
  actsOn: 'nowhere',
  tag: 'Providers',
  summary: 'The catalogue that drives every form',
  answers: { 200: catalogue },
  handle: async ({ services }) => ({
    status: 200,
    body: listOfferedProviders(services.credentials.sandbox).map(toEntry),
  }),
});

function toEntry({ id, name, provider, variants, presets }: Provider) {
  return {
    id,
    name,
    provider,
    variants: variants.map((variant) => ({
      id: variant.id,
      creds_type: variant.credsType,
      auth: variant.auth,
      fields: variant.fields,
    })),
    presets: presets.map((preset) => ({
      id: preset.id,
      name: preset.name,
      base_url: preset.baseUrl,
      ...(preset.help !== undefined && { help: preset.help }),
    })),
  };
}
