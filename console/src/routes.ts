import { frontDoorRoute } from './areas/front-door.ts';
import { placeRoute } from './areas/place-route.tsx';
import { platformRoute } from './areas/platform-route.tsx';
import { rootRoute } from './areas/root-route.tsx';
import { chatRoute } from './pages/chat/route.ts';
import { modelsRoute } from './pages/models/route.ts';
import { overviewRoute } from './pages/overview/route.ts';
import { tenantsRoute } from './pages/tenants/route.ts';

/** Every page of the console, in the order of the side navigation. */
const placePages = [overviewRoute, chatRoute, modelsRoute] as const;

const platformPages = [tenantsRoute] as const;

export const routeTree = rootRoute.addChildren([
  frontDoorRoute,
  placeRoute.addChildren(placePages),
  platformRoute.addChildren(platformPages),
]);
