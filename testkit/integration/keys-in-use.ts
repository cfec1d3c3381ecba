/** Another key that passes every check; under a version of its own it is what a rotation brings. */
export const secondMasterKey = Buffer.from(
  Array.from({ length: 32 }, (_, index) => (index * 53 + 101) % 251),
).toString('base64');
