export interface Page {
  limit: number;
  /** The key of the last item of the page before. */
  after?: string;
}

export interface PageOf<T> {
  items: T[];
  /** Present when more follow. */
  next?: string;
}
