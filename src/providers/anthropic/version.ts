/** Asked for with every call; answers keep the shape of this version. */
export const versionHeader = { 'anthropic-version': '2023-06-01' };
