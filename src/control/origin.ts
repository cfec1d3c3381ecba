import type { Actor } from '../kernel/scope.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

type Who = Pick<Actor, 'kind' | 'id'>;

/**
 * Who stands behind an actor in a tenant: of a token, whoever in that tenant made it, and so on up. Where two have to
 * agree, an administrator and a token that this administrator made are one. What operators made for others stands for
 * itself.
 */
export function findOrigin(snapshot: Snapshot, tenantId: string, actor: Who): Who {
  let origin = actor;
  for (let depth = 0; depth < depthMax && origin.kind === 'token'; depth += 1) {
    const maker = snapshot.token(origin.id)?.createdBy;
    if (!maker || !isOfTenant(snapshot, tenantId, maker)) break;
    origin = maker;
  }
  return origin;
}

/** Who stands behind what this one made, where that is somebody of the tenant: operators make for others. */
export function findOriginOfMade(snapshot: Snapshot, tenantId: string, maker: Who): Who | undefined {
  return isOfTenant(snapshot, tenantId, maker) ? findOrigin(snapshot, tenantId, maker) : undefined;
}

/** Longer chains than anybody makes; beyond, what stands there stands for itself. */
const depthMax = 1_000;

function isOfTenant(snapshot: Snapshot, tenantId: string, { kind, id }: Who): boolean {
  switch (kind) {
    case 'token':
      // A maker that is gone took its tokens along: they cannot act.
      return snapshot.token(id)?.tenantId === tenantId;
    case 'person':
      return snapshot.person(id)?.memberships.some((one) => one.tenantId === tenantId) ?? false;
    case 'jwt':
      return true;
    default:
      return false;
  }
}
