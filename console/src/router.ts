import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { createRouter } from '@tanstack/react-router';
import { toProblem } from './api/problem.ts';
import { isFramed } from './frame/framing.ts';
import { routeTree } from './routes.ts';
import { NotFound } from './shell/not-found.tsx';
import { PageFailed } from './shell/page-failed.tsx';
import { noticeSessionEnd } from './shell/session-watch.ts';

const attemptsMax = 2;

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSessionEnd }),
  mutationCache: new MutationCache({ onError: noticeSessionEnd }),
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // Only what may pass by itself is asked for again: a refusal stays one.
      retry: (failures, error) => failures < attemptsMax && [0, 502, 503].includes(toProblem(error).status),
    },
  },
});

export const router = createRouter({
  routeTree,
  basepath: isFramed ? '/embed' : '/',
  context: { queries },
  defaultPreload: 'intent',
  // The answers are the query client’s to keep.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailed,
  defaultNotFoundComponent: NotFound,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
