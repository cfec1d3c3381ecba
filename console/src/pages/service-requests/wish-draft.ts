import type { AuthType, ServiceRequest, WishBody, Written } from '../../api/service-requests.ts';
import type { Environment } from '../../api/session.ts';
import { environments } from '../../areas/scope.ts';

/** What is typed for one environment, whole or not. */
export interface WishDraft {
  provider_name: string;
  endpoint_url: string;
  auth_type: AuthType | '';
  token_url: string;
  models: { name: string; streaming: boolean }[];
  /** Undefined: nobody has said it yet. */
  ip_allowlisting: boolean | undefined;
}

export interface SetupDraft {
  wishes: Partial<Record<Environment, WishDraft>>;
  notes: string;
}

export const emptyWish: WishDraft = {
  provider_name: '',
  endpoint_url: '',
  auth_type: '',
  token_url: '',
  models: [{ name: '', streaming: true }],
  ip_allowlisting: undefined,
};

export function toSetupDraft(stored: ServiceRequest | undefined, here: Environment): SetupDraft {
  if (!stored) return { wishes: { [here]: emptyWish }, notes: '' };
  return {
    wishes: Object.fromEntries(
      stored.environments.map((one) => [
        one.environment,
        {
          provider_name: one.provider_name ?? '',
          endpoint_url: one.endpoint_url ?? '',
          auth_type: one.auth_type ?? '',
          token_url: one.token_url ?? '',
          models: one.models ?? emptyWish.models,
          ip_allowlisting: one.ip_allowlisting ?? undefined,
        },
      ]),
    ),
    notes: stored.notes,
  };
}

/** In their order everywhere, so that the position of a problem says where it is. */
export const listWished = ({ wishes }: SetupDraft): Environment[] =>
  environments.filter((environment) => wishes[environment] !== undefined);

export function toSetup(draft: SetupDraft): Written {
  return {
    notes: draft.notes.trim(),
    environments: listWished(draft).map((environment) => ({
      environment,
      ...toWish(draft.wishes[environment] ?? emptyWish),
    })),
  };
}

function toWish(draft: WishDraft): Omit<WishBody, 'environment'> {
  const { provider_name: name, endpoint_url: endpoint, auth_type: auth, token_url: token } = draft;
  const models = draft.models
    .map(({ name: model, streaming }) => ({ name: model.trim(), streaming }))
    .filter((model) => model.name !== '');
  return {
    ...(name.trim() !== '' && { provider_name: name.trim() }),
    ...(endpoint.trim() !== '' && { endpoint_url: endpoint.trim() }),
    ...(auth !== '' && { auth_type: auth }),
    ...(token.trim() !== '' && auth === 'oauth2_client_credentials' && { token_url: token.trim() }),
    ...(models.length > 0 && { models }),
    ...(draft.ip_allowlisting !== undefined && { ip_allowlisting: draft.ip_allowlisting }),
  };
}
