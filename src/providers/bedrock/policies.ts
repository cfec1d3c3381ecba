import { partitionOf } from './endpoints.ts';

/** A type, not an interface: it stands in answers as plain JSON. */
export type PolicyDocument = {
  Version: '2012-10-17';
  Statement: Record<string, unknown>[];
};

/**
 * Who may assume the tenant's role, to copy into it. The external id is ours and differs for every credential:
 * without it, any tenant who knew the ARN could have us use another tenant's role.
 */
export function trustPolicy({
  baseArn,
  externalId,
}: {
  baseArn: string;
  externalId: string;
}): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: baseArn },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': externalId } },
      },
    ],
  };
}

/** What the role or user must be allowed. Converse asks for the same two actions as InvokeModel does. */
export function invokePolicy(region?: string): PolicyDocument {
  const arn = `arn:${partitionOf(region ?? '')}:bedrock`;
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Call',
        Effect: 'Allow',
        Action: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
        Resource: [
          // Every region: a cross-region profile calls the model wherever there is room.
          `${arn}:*::foundation-model/*`,
          `${arn}:${region ?? '*'}:*:inference-profile/*`,
          `${arn}:${region ?? '*'}:*:application-inference-profile/*`,
        ],
      },
      {
        Sid: 'List',
        Effect: 'Allow',
        Action: ['bedrock:ListFoundationModels', 'bedrock:ListInferenceProfiles'],
        Resource: '*',
      },
    ],
  };
}
