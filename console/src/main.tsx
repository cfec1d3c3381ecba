import './theme/styles.ts';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { applyAccent } from './frame/apply-look.ts';
import { isAlone, isFramed, wantedLook } from './frame/framing.ts';
import { queries, router } from './router.ts';
import { StandingAlone } from './shell/standing-alone.tsx';
import { shell } from './strings/shell.ts';
import { theme } from './theme/theme.ts';

const element = document.getElementById('console');
if (!element) throw new Error('The document has no place for the console');

/** For people without an account, so it stands before the router, which asks who one is. */
const DepositPage = lazy(async () => ({
  default: (await import('./pages/deposit/deposit-page.tsx')).DepositPage,
}));

applyAccent();
createRoot(element).render(
  <StrictMode>
    {/* Style elements are forbidden by the content policy: the build has put into a file what these would write. */}
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      {...(wantedLook.theme && { forceColorScheme: wantedLook.theme })}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queries}>
        {isFramed && isAlone ? (
          <StandingAlone title={shell.frameAlone.title}>
            <p>{shell.frameAlone.body}</p>
          </StandingAlone>
        ) : location.pathname === '/deposit' ? (
          <Suspense>
            <DepositPage />
          </Suspense>
        ) : (
          <RouterProvider router={router} />
        )}
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
