/** The numbers that bound what is told: notifications, webhooks, exports, incidents, and what providers list. A part of `limits`. */
export const tellingLimits = {
  notifications: {
    keptMs: 90 * 24 * 60 * 60_000,
    deliveriesKeptMs: 30 * 24 * 60 * 60_000,
    /** Of what is old, in one statement. */
    deleteRows: 1_000,
    /** An account that comes and goes is told of this often. */
    quietMs: 15 * 60_000,
    expiringDays: [30, 7, 1],
    mailReceiversMax: 20,
    /** Of one environment; beyond it only the list and the webhooks tell. */
    mailsPerHour: 200,
    sweepEveryMs: 60_000,
  },
  webhooks: {
    countMax: 50,
    testsPerMinute: 30,
    resendsPerMinute: 60,
    pollEveryMs: 1_000,
    /** Under way at a time in one process, by lane; and of one tenant. */
    promptMax: 32,
    troubledMax: 8,
    emailMax: 4,
    perTenantMax: 4,
    /** Longer than one try can take: a crash gives a delivery back after this. */
    leaseMs: 30_000,
    firstByteMs: 8_000,
    totalMs: 10_000,
    /** Between tries; the last one repeats. Each is lengthened or shortened by up to a fifth. */
    backoffMs: [5_000, 30_000, 120_000, 600_000, 1_800_000, 3_600_000, 7_200_000],
    giveUpAfterMs: 3 * 24 * 60 * 60_000,
    /** Without anything getting through. */
    disableAfterMs: 5 * 24 * 60 * 60_000,
    /** How long the secret before signs as well. */
    overlapMs: 24 * 60 * 60_000,
  },
  exports: {
    countMax: 20,
    lookEveryMs: 1_000,
    /** How often one that had nothing to send is looked at again. */
    pollEveryMs: 5_000,
    /** The same of the platform’s, which looks at every chain there is. */
    platformPollEveryMs: 30_000,
    /** In one process. */
    atOnce: 4,
    batchRows: 500,
    /** Longer than one batch can take: a crash gives an export back after this. */
    leaseMs: 60_000,
  },
  incidents: {
    lookEveryMs: 5_000,
    windowMs: 60_000,
    credentialsMin: 5,
    /** Of its credentials, for it to be over. */
    stillFailingShare: 0.1,
  },
  listings: { everyMs: 24 * 60 * 60_000, lookEveryMs: 60_000, atATime: 20, atOnce: 4, missedMax: 2 },
} as const;
