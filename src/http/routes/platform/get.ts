import { platform } from '../../../contract/platform.ts';
import { defineRoute } from '../../route.ts';

export const getPlatformRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/platform',
  access: { permission: 'platform.view' },
  actsOn: 'nowhere',
  tag: 'Platform',
  summary: 'See the platform’s name, support and egress addresses',
  answers: { 200: platform },
  handle: async ({ services }) => {
    const { name, version, publicUrl, supportUrl, egressIps } = services.platform;
    return {
      status: 200,
      body: { name, version, public_url: publicUrl, support_url: supportUrl, egress_ips: egressIps },
    };
  },
});
