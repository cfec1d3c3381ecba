/** The numbers that bound requests to the operators. A part of `limits`. */
export const serviceRequestLimits = {
  serviceRequests: {
    /** Of one tenant that are not at their end: whoever has more is waiting for answers. */
    openMax: 100,
    messagesMax: 500,
    /** Looking at one endpoint without credentials, from the look-up of its name to its answer. */
    reachMs: 12_000,
    /** Requests and looks of one environment of a tenant. */
    perMinute: 60,
    /** Longer than checks of all models of one environment take: a crash frees it after this. */
    leaseMs: 10 * 60_000,
    /** What operators are still to be told, in one transaction; and how often that is looked for. */
    tellRows: 100,
    tellEveryMs: 5_000,
    /** How long a tenant may have operators rerun its checks at a time, and what is shown of what they did. */
    windowHoursMax: 72,
    windowActionsMax: 200,
    /** Of conversations that a removal breaks, in its preview. */
    previewRows: 50,
    /** Of what was done to a credential, the newest, where a rotation of it is looked for. */
    auditRows: 500,
  },
} as const;
