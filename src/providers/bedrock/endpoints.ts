/** AWS's parts of the world that have names of their own for everything. */
function dnsSuffix(region: string): string {
  if (region.startsWith('cn-')) return 'amazonaws.com.cn';
  return region.startsWith('eusc-') ? 'amazonaws.eu' : 'amazonaws.com';
}

export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

export function runtimeUrl(region: string): string {
  return `https://bedrock-runtime.${region}.${dnsSuffix(region)}`;
}

/** Models are listed on another host than they are called on. */
export function controlUrl(region: string): string {
  return `https://bedrock.${region}.${dnsSuffix(region)}`;
}

/** The region's own: tokens of the global endpoint are refused in regions that have to be opted into. */
export function stsUrl(region: string): string {
  return `https://sts.${region}.${dnsSuffix(region)}/`;
}
