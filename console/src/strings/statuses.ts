/** The eight states of a credential: what it is called, and what it means for whoever looks at it. */
export const statuses = {
  untested: { name: 'Untested', meaning: 'Saved without a check. Calls use it; nothing is known of it yet.' },
  healthy: { name: 'Healthy', meaning: 'The last check or call went well.' },
  auth_failed: {
    name: 'Auth failed',
    meaning: 'The provider refuses the key. Calls fail until a valid one is connected.',
  },
  quota: { name: 'Out of quota', meaning: 'The provider’s spending or usage cap is reached.' },
  unreachable: { name: 'Unreachable', meaning: 'The provider’s address did not answer.' },
  expired: { name: 'Expired', meaning: 'Its date of expiry has passed. Put in a new secret.' },
  disabled: { name: 'Disabled', meaning: 'Switched off here. No call uses it.' },
  needs_reentry: {
    name: 'Needs re-entry',
    meaning: 'The stored secret is destroyed, or cannot be opened any more. Put it in again.',
  },
} as const;
