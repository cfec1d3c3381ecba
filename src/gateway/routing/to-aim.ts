import type { Aim } from '../budget-ports.ts';
import type { Route, Target } from './route.ts';

export function toAim({ owner, model }: Target, { featureId }: Pick<Route, 'featureId'>): Aim {
  return { owner, model, featureId };
}
