import { serviceRequestLimits } from './service-request-limits.ts';
import { tellingLimits } from './telling-limits.ts';

/** Every number that bounds something, in one place, but for those of what is told outside. The documentation cites them by name. */
export const limits = {
  http: {
    headersTimeoutMs: 10_000,
    requestTimeoutMs: 60_000,
    keepAliveTimeoutMs: 65_000,
    /** How long a client may leave the rest of a finished answer unread. */
    unreadAnswerMs: 60_000,
    connectionsMax: 10_000,
    headerBytesMax: 16 * 1024,
    headersCountMax: 100,
    controlBodyBytesMax: 1024 * 1024,
  },
  json: { depthMax: 64, keysMax: 10_000 },
  shutdown: { drainMs: 25_000 },
  readiness: { databaseMs: 2_000 },
  signin: {
    linkLifetimeMs: 15 * 60_000,
    sessionIdleMs: 60 * 60_000,
    sessionLifetimeMs: 12 * 60 * 60_000,
    sessionTouchEveryMs: 60_000,
    attemptsPerMinute: 120,
  },
  jwt: { lifetimeMaxSeconds: 5 * 60, clockSkewSeconds: 30, verifiedCacheMax: 10_000 },
  snapshot: {
    /** How often the version is polled, for when NOTIFY is cut. */
    pollEveryMs: 1_000,
    /** How long calls are served from memory while the database is away. Then everything is refused. */
    staleMaxMs: 5 * 60_000,
    changesKeptMs: 60 * 60_000,
  },
  vault: {
    /** How long a tenant's key may be used without asking the key service again, while that is away. */
    tenantKeyCachedMs: 60 * 60_000,
    tenantKeyRefreshMs: 5 * 60_000,
    tenantKeysCachedMax: 100_000,
    rewrapBatch: 100,
    probeEveryMs: 10_000,
  },
  tokens: { lastUsedFlushEveryMs: 5_000 },
  ledger: {
    checkpointEveryMs: 60_000,
    /** Signed and stored in one go: some 4 ms in which nothing else runs. */
    checkpointsAtOnce: 100,
    retentionDaysDefault: 400,
    /** A month’s statement must be checkable for as long as it may be disputed. */
    retentionDaysMin: 90,
    retentionDaysMax: 3_650,
    /** How often months are made ahead, and how many beyond the present one. */
    monthsEveryMs: 60 * 60_000,
    monthsAhead: 2,
    /** How often rows are removed that nobody wants kept; chains looked at, and rows deleted, in one statement. */
    retainEveryMs: 60 * 60_000,
    cutChains: 1_000,
    deleteRows: 10_000,
  },
  budgets: {
    /** How often a replica asks what the others used of the budgets that its calls come for. */
    lookEveryMs: 1_000,
    /** Of what it used itself, no more than this is counted twice for a moment: here, and in what the database says. */
    closeEveryMs: 200,
    /** Of one environment, and of a tenant as a whole. */
    countMax: 100,
    amountMax: 1_000_000_000_000,
    moneyMax: 1_000_000_000,
    thresholdsMax: 10,
  },
  usage: { daysDefault: 30, daysMax: 1_100, csvRowsMax: 50_000 },
  plans: {
    /** How long the keys of own accounts stay sealed after the plan went down, and how long before that is told. */
    keysKeptMs: 30 * 24 * 60 * 60_000,
    toldBeforeMs: 2 * 24 * 60 * 60_000,
    lookEveryMs: 10 * 60_000,
    lookTenants: 100,
  },
  audit: { checkpointEveryMs: 60_000, checkpointOverlapMs: 5 * 60_000 },
  egress: {
    connectMs: 3_000,
    firstByteMs: 10_000,
    totalMs: 15_000,
    answerBytesMax: 1024 * 1024,
    rungMs: 5_000,
    /** Of an answer that has begun: models pause, but not for long. */
    betweenBytesMs: 30_000,
    providerAnswerBytesMax: 32 * 1024 * 1024,
    eventBytesMax: 4 * 1024 * 1024,
    /** What providers take at most, with room for base64. */
    imageBytesMax: 20 * 1024 * 1024,
    socketAgeMs: 5 * 60_000,
    idleMs: 30_000,
    poolsMax: 10_000,
  },
  gateway: {
    /** Images and documents travel inside of the body. */
    bodyBytesMax: 32 * 1024 * 1024,
    /** Reasoning models, cold servers and queues at the provider take minutes before the first byte. */
    firstByteMs: 5 * 60_000,
    betweenBytesMs: 60_000,
    totalMs: 30 * 60_000,
    /** How long a stream may be silent towards the client before a comment says that it still lives. */
    heartbeatMs: 15_000,
    /** What may wait for a slow reader before its upstream is told to wait. */
    pendingBytesMax: 256 * 1024,
    accountsOpenMax: 200_000,
    messageLengthMax: 2_000,
    /** Images that one call names by their URLs, for models that do not fetch them themselves; as data, all together. */
    imageUrlsMax: 20,
    imagesBytesMax: 32 * 1024 * 1024,
    imagesAtOnce: 4,
  },
  idempotency: {
    /** How long an answer can be had again. */
    keptMs: 24 * 60 * 60_000,
    /** Renewed while the call runs: a crash frees its keys after this. */
    leaseMs: 60_000,
    renewEveryMs: 20_000,
    retryAfterSeconds: 1,
    /** Before it is compressed. Of a larger answer nothing is kept, and its key is free again. */
    answerBytesMax: 8 * 1024 * 1024,
    /** How long the end of an answer waits until it is kept. */
    keepWithinMs: 5_000,
    /** Of what has expired, in one statement. */
    deleteRows: 1_000,
  },
  health: {
    /** What one replica finds out about one credential again and again is written down this often; a dead key at once. */
    quietMs: 10_000,
    recheckEveryMs: 60_000,
    /** By a small call of a model: only that tells, and it costs the tenant a few tokens. */
    recheckQuotaEveryMs: 15 * 60_000,
    recheckAtOnce: 4,
  },
  retries: {
    /** Of one target, before the next is tried. */
    countMax: 2,
    firstMs: 200,
    /** A provider that asks for more than this is not waited for. */
    waitMaxMs: 5_000,
    /** After this nothing is tried again. */
    deadlineMs: 20_000,
    /** What each call earns of a retry, and how many may be in hand. */
    perCall: 0.1,
    inHandMax: 10,
  },
  circuit: {
    /** So many failures in a row block. */
    failuresMax: 5,
    openMs: 5_000,
    deadKeyMs: 30_000,
  },
  fallback: {
    targetsMax: 20,
    holdSecondsDefault: 30,
    holdSecondsMax: 10 * 60,
    deadlineSecondsDefault: 60 * 60,
    deadlineSecondsMax: 7 * 24 * 60 * 60,
    attemptsMax: 1_000,
  },
  conversations: {
    retentionDaysDefault: 30,
    retentionDaysMax: 3_650,
    /** Of a conversation whose texts are not kept: what is left is which model it is fixed to. */
    unkeptMs: 24 * 60 * 60_000,
    /** One person’s, in one environment. */
    perOwnerMax: 1_000,
    /** Questions of one conversation, with their answers. */
    messagesMax: 500,
    contentLengthMax: 100_000,
    /** Of all texts that go to the model together. */
    historyLengthMax: 1_000_000,
    /** What is kept of one answer; it may be longer on its way to the caller. */
    answerLengthMax: 1_000_000,
    /** How often what was said so far is written down. */
    saveEveryMs: 2_000,
    /** An answer of which nothing was heard for so long has lost its process. */
    leaseMs: 30_000,
    /** How long the end of an answer waits until it is written down. */
    settleWithinMs: 5_000,
    /** Of what has expired, in one statement. */
    deleteRows: 1_000,
  },
  queue: {
    /** Between two attempts of one call: twice as long each time, give or take half of it. */
    firstMs: 1_000,
    waitMaxMs: 30_000,
    /** Attempts under way in one process, and of one tenant on all. */
    atOnce: 128,
    atOncePerTenant: 32,
    pollEveryMs: 1_000,
    /** A job whose process died is another’s after the heartbeat and two looks of the supervisor: within 30 s. */
    boss: { heartbeatSeconds: 10, touchEveryMs: 3_000, superviseSeconds: 5, connectionsMax: 4 },
    /** A process says this often that it lives; its calls are another’s when it did not for as long as the lease. */
    renewEveryMs: 1_500,
    leaseMs: 10_000,
    sweepEveryMs: 1_500,
    /** A call that is not to be tried now, though it is due, is looked at again after this. */
    lookAgainMs: 2_000,
    /** A call that is late by this was forgotten by whoever should have tried it. */
    overdueMs: 60_000,
    /** A call that ends so many processes is not tried by another. */
    crashesMax: 3,
    /** How long an answer can be fetched. */
    answerKeptMs: 24 * 60 * 60_000,
    /** Of what has expired, in one statement; of what is ended and told of, in one transaction. */
    deleteRows: 1_000,
    endRows: 50,
    /** While the database is away: how often it is asked to take what came of an attempt. */
    reachEveryMs: 250,
    /** How long an answer waits on the line until the database has it that there is one. */
    settleWithinMs: 5_000,
  },
  deposits: {
    lifetimeDefaultHours: 72,
    lifetimeMaxHours: 7 * 24,
    /** Of one environment, waiting to be filled. */
    openMax: 100,
    /** From one address: nobody types more keys than this. */
    attemptsPerMinute: 60,
  },
  lock: {
    entriesMax: 200,
    /** How long a loosening waits for its second administrator. */
    pendingMs: 24 * 60 * 60_000,
  },
  /** A check that was cut off by a crash frees its credential after this. */
  checks: {
    leaseMs: 5 * 60_000,
    /** How long a check that somebody asked for waits for the end of one that runs, and how often it looks. */
    waitMs: 20_000,
    lookEveryMs: 100,
    perMinute: 30,
    /** After this no call that began with an older secret can still be running. */
    callLongestMs: 10 * 60_000,
  },
  journal: {
    segmentBytesMax: 4 * 1024 * 1024,
    /** After a crash no more than this is shipped a second time. */
    segmentAgeMaxMs: 10_000,
    /** What one process keeps while the database is away: two million attempts. Then calls are refused. */
    bytesMax: 1024 * 1024 * 1024,
    fullForMs: 1_000,
    shipEveryMs: 1_000,
    /** How long a question to the ledger waits for what this process has just answered. */
    shipNowMs: 2_000,
    /** In one statement: measured beside load, 1,000 come in up to half as fast again as 500. */
    shipRows: 1_000,
    retryMaxMs: 30_000,
    /** How often folders of processes that died are looked for. */
    adoptEveryMs: 60_000,
    /** The event loop’s share of time at work from which shipping makes way for calls, and for how long. */
    busyUtilization: 0.7,
    busyPauseMs: 20,
    closeMs: 5_000,
    /** Of a deleted tenant, in one statement. */
    deleteRows: 10_000,
  },
  admission: {
    /** Of one tenant on all replicas together, where operators set nothing else: enough for anyone, not for everything. */
    tenantConcurrentDefault: 5_000,
    /** Tokens, users and tenants that are counted at a time; the longest unused go first. */
    metersMax: 100_000,
    /** How often replicas tell each other what they let through. */
    shareEveryMs: 250,
    /** How often one says that it is there: while calls run, and while it is idle. */
    runningEveryMs: 1_000,
    idleEveryMs: 3_000,
    /** After this a replica that says nothing runs no calls any more, and after the second it is none. */
    runningForgottenMs: 5_000,
    replicaForgottenMs: 15_000,
    /** After this without an answer of the database each replica keeps to its share. */
    aloneAfterMs: 1_000,
  },
  ...tellingLimits,
  ...serviceRequestLimits,
  embedding: { lifetimeDefaultSeconds: 10 * 60, lifetimeMaxSeconds: 15 * 60 },
  /** What one answer draws; what is beyond it is said to be left off. */
  board: { agentsMax: 200, featuresMax: 200, modelsMax: 300 },
  housekeepingEveryMs: 60_000,
  lists: { limitDefault: 100, limitMax: 1000 },
} as const;
