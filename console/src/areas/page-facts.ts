import type { Permission } from '../api/session.ts';
import type { IconName } from '../icons/icon.tsx';

/** The groups of the side navigation, in their order. */
export const navigationGroups = ['work', 'models', 'calls', 'proof', 'oversight', 'platform'] as const;
export type NavigationGroup = (typeof navigationGroups)[number];

/** What the shell needs to know of a page before its code is loaded. */
export interface PageFacts {
  /** From strings/pages.ts. */
  title: string;
  /** Without it the page is neither in the navigation nor shown. */
  permission: Permission;
  /** Listed only in tenants that these administer. */
  administeredBy?: 'operator';
  /** Left out: the page is reached from another one. */
  navigation?: { group: NavigationGroup; icon: IconName };
  /** The letter that follows `g`. */
  shortcut?: string;
  /** The label of its entry in the user menu. */
  userMenu?: string;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: PageFacts;
  }
}
