import { platformPlace } from '../../areas/scope.ts';
import { egressRules } from '../../strings/egress-rules.ts';

/** The platform’s own accounts go by rules of their own. */
export const ofPlatform = { value: platformPlace.tenant, label: egressRules.platform } as const;
