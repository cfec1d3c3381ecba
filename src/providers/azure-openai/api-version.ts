import type { Quirks } from '../openai-compatible/quirks.ts';
import type { Warning } from '../provider.ts';

const dated = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

export function isDatedVersion(version: string): boolean {
  return dated.test(version);
}

/** The v1 path needs no version, and knows only these. */
export function isV1Version(version: string): boolean {
  return version === 'v1' || version === 'preview';
}

function isFrom(version: string, date: string): boolean {
  return version.slice(0, date.length) >= date;
}

/** What a version understands (reference/wire-protocols.md, section 6.1); the v1 path understands all of it. */
export function quirksOfVersion(version: string | undefined): Quirks {
  const recent = version === undefined || isFrom(version, '2024-09-01');
  return {
    tokenLimit: recent ? 'max_completion_tokens' : 'max_tokens',
    ownParameters: true,
    modelRules: false,
    // 400 "Unrecognized request argument supplied: stream_options" before (openai/openai-python#1469).
    streamOptions: recent,
  };
}

/** The role that reasoning models came with; older versions refuse it as unknown. */
export function knowsDeveloperRole(version: string | undefined): boolean {
  return version === undefined || isFrom(version, '2024-12-01');
}

export function warningsOfVersion(version: string | undefined): Warning[] {
  if (version === undefined || isFrom(version, '2024-02-15')) return [];
  return [
    {
      field: 'api_version',
      detail: 'api_version is older than 2024-02-15-preview: tools and structured output may not work',
    },
  ];
}
