import type { Route } from '../../route.ts';
import { createServiceRequestRoute } from './create.ts';
import { requestDepositRoutes } from './deposits.ts';
import { getServiceRequestRoute } from './get.ts';
import { handlingRoutes } from './handle.ts';
import { listServiceRequestsRoute } from './list.ts';
import { supportWindowRoutes } from './support-windows.ts';
import { agreeingRoutes } from './tenants-word.ts';
import { workingRoutes } from './work.ts';
import { writingRoutes } from './write.ts';

export const serviceRequestRoutes: readonly Route[] = [
  createServiceRequestRoute,
  listServiceRequestsRoute,
  getServiceRequestRoute,
  ...writingRoutes,
  ...handlingRoutes,
  ...workingRoutes,
  ...agreeingRoutes,
  ...requestDepositRoutes,
  ...supportWindowRoutes,
];
