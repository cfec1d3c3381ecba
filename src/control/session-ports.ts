/** What signing in and staying signed in need of storage. */

export interface SessionRow {
  idHash: Uint8Array;
  personId: string;
  createdAt: number;
  lastSeenAt: number;
  expiresAt: number;
}

export interface SessionRepository {
  insert(session: SessionRow): Promise<void>;
  find(idHash: Uint8Array): Promise<SessionRow | undefined>;
  touch(idHash: Uint8Array, lastSeenAt: number): Promise<void>;
  delete(idHash: Uint8Array): Promise<void>;
  deleteOfPerson(personId: string): Promise<void>;
  deleteExpired(now: number, idleSince: number): Promise<void>;
}

export interface SigninLinkRepository {
  insert(link: { idHash: Uint8Array; personId: string; expiresAt: number }): Promise<void>;
  /** Marks it used and answers whose it is; undefined when it is unknown, used or expired. */
  redeem(idHash: Uint8Array, now: number): Promise<string | undefined>;
}
