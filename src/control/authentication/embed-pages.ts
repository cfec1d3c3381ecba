import type { Permission } from '../permissions.ts';

/**
 * The pages that a platform can place in its own product, and what each takes. A token for some of them carries no
 * other right, whatever its role has: what stands in somebody else’s page is worth that page and no more.
 */
const table = {
  overview: [
    'routing.explain',
    'credentials.view',
    'models.view',
    'mode.view',
    'fallback.view',
    'features.view',
    'notifications.view',
  ],
  models: [
    'catalogue.view',
    'credentials.view',
    'credentials.manage',
    'models.view',
    'models.manage',
    'mode.view',
    'mode.manage',
    'features.view',
    'agents.view',
    'routing.explain',
  ],
  features: ['features.view', 'features.assign', 'models.view', 'mode.view', 'routing.explain'],
  agents: [
    'agents.view',
    'agents.manage',
    'catalogue.view',
    'credentials.view',
    'credentials.manage',
    'models.view',
    'models.manage',
    'mode.view',
    'fallback.view',
    'routing.explain',
  ],
  fallback: [
    'fallback.view',
    'fallback.manage',
    'fallback.consent',
    'lock.view',
    'lock.manage',
    'models.view',
    'mode.view',
    'agents.view',
  ],
  explain: ['routing.explain', 'agents.view', 'features.view', 'models.view', 'fallback.view'],
  llm_config: ['credentials.view', 'models.view'],
  chat: ['conversations.use', 'agents.view'],
} as const satisfies Record<string, readonly Permission[]>;

export type EmbedPage = keyof typeof table;
export const embedPages = Object.keys(table) as EmbedPage[];

const everywhere: readonly Permission[] = ['platform.view'];

export function isWithinPages(pages: readonly EmbedPage[], permission: Permission): boolean {
  if (everywhere.includes(permission)) return true;
  return pages.some((page) => (table[page] as readonly Permission[]).includes(permission));
}
