import { parseArgs } from 'node:util';

export interface Options {
  quick: boolean;
  /** Ids of rows; empty for all. */
  rows: string[];
  /** Instead of measuring: what the CPU of Plugboard does in these rows. */
  profile: boolean;
  rounds: number;
  secondsPerRound: number;
  warmUpSeconds: number;
  openStreams: number;
  tenants: number;
  /** The whole run ends after this, whatever it is at. */
  limitMinutes: number;
}

const full = { rounds: 5, secondsPerRound: 3, warmUpSeconds: 8, limitMinutes: 75 };
const quick = { rounds: 3, secondsPerRound: 1, warmUpSeconds: 1, limitMinutes: 15 };

export const usage = `npm run bench -- [--quick] [--row <id>]… [--profile]
  --quick      fewer and shorter rounds; leaves out the long rows
  --row <id>   only this row; may be repeated
  --profile    where Plugboard’s CPU goes, instead of measuring
`;

export function parseOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      row: { type: 'string', multiple: true, default: [] },
      profile: { type: 'boolean', default: false },
    },
  });
  return {
    quick: values.quick,
    rows: values.row,
    profile: values.profile,
    ...(values.quick ? quick : full),
    openStreams: 5_000,
    tenants: 100_000,
  };
}
