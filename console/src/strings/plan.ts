export const plan = {
  title: 'Own models need the enterprise plan',
  meaning: (platform: string) =>
    `This tenant is on the standard plan: its AI features run on ${platform}’s models, within the subscription. ${platform} can change the plan; then accounts are connected here.`,
} as const;
