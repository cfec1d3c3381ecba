import type { StandingModelConfig } from '../../snapshot/ports.ts';
import { type Candidate, findAccount, type Sight } from './candidates.ts';
import { findAmong } from './pick.ts';
import type { Question, Target } from './route.ts';

const rule = 'provider_and_model';

/** An account and a model named directly: the account’s owner need not have given the model a config. */
export function findOnAccount(question: Question, sight: Sight): Target | undefined {
  const { providerId, model } = splitReference(question);
  if (providerId === undefined || model === '') return undefined;
  const onIt = ({ credential }: Candidate) => credential.providerId === providerId;
  const scopes = [sight.ofAgent, sight.ofEnvironment];
  const configured =
    findAmong(scopes, rule, model, (one) => onIt(one) && one.config.name === model) ??
    findAmong(scopes, rule, model, (one) => onIt(one) && one.config.modelName === model) ??
    findAmong(scopes, rule, model, (one) => onIt(one) && one.config.deploymentName === model);
  if (configured) return configured;
  const account = findAccount(sight, providerId, question.agentId);
  // A key that nothing has bound to a provider yet can be sent nowhere.
  if (!account || account.catalogueId === '') return undefined;
  const isSeen = ({ agentId }: StandingModelConfig) => agentId === null || agentId === question.agentId;
  // What was switched off, or is of the other kind, is so under this name as well.
  const isWithheld = sight.own.configs.some(
    (config) => config.credentialId === account.id && isSeen(config) && namesOf(config).includes(model),
  );
  if (isWithheld) return undefined;
  return {
    config: null,
    credential: account,
    model,
    family: undefined,
    owner: 'own',
    payer: 'tenant_provider',
    reason: rule,
  };
}

const namesOf = ({ name, modelName, deploymentName }: StandingModelConfig) => [
  name,
  modelName,
  deploymentName,
];

/** At the first slash, because models have slashes in their own names; an account that was named apart may be repeated. */
function splitReference({ model = '', providerId }: Question): {
  providerId: string | undefined;
  model: string;
} {
  const slash = model.indexOf('/');
  const before = slash > 0 ? model.slice(0, slash) : undefined;
  if (providerId !== undefined && before !== providerId) return { providerId, model };
  return { providerId: before, model: model.slice(slash + 1) };
}
