/** The most that one answer holds. A list that is longer says so by its `next_cursor`, and the page by `Partial`. */
export const listLimitMax = 1000;
