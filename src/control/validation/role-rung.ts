import { askForList } from './ask.ts';
import { type ClimbParts, notPassed, type Rung, type Target } from './rung.ts';

/**
 * A role that can be assumed without its external id lets every tenant of the platform in who learns its name. Tried
 * once, with an id that is not the role's; undefined where the role refuses, as it should.
 */
export async function climbRole(parts: ClimbParts, target: Target): Promise<Rung | undefined> {
  const { credential } = target;
  const { auth } = credential.connection;
  const { listing } = credential.provider;
  if (auth.kind !== 'aws_role' || !listing) return undefined;
  const stranger = credential.reaching(
    { ...credential.connection, auth: { ...auth, externalId: `${auth.externalId}-of-somebody-else` } },
    `${credential.cacheKey}/stranger`,
  );
  const plan = listing.request(stranger.connection, stranger.settings, undefined);
  const asked = await askForList(parts, { ...target, credential: stranger }, plan);
  parts.transport.forget(stranger.cacheKey);
  // Only an answer of the API itself shows that the role was assumed.
  if (!asked.ok && asked.trouble.kind === 'transport') return undefined;
  const detail =
    'The role can be assumed without its external id: add the condition of the trust policy that is shown with this credential.';
  return notPassed('auth', 'warned', asked.ms, 'you', detail);
}
