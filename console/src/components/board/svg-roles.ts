/** SVG has no elements for these, and what it has would be no better in HTML: a picture is said in roles. */
export const asList = { role: 'list' } as const;
export const asListItem = { role: 'listitem' } as const;
export const asGroup = { role: 'group' } as const;
/** What a pointer can follow the keyboard must reach, also where no page is behind it. */
export const asFocusableImage = { role: 'img', tabIndex: 0 } as const;
export const asDecoration = { 'aria-hidden': true } as const;
