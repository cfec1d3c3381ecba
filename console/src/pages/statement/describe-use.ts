import type { StatementSums } from '../../api/statement.ts';
import { formatCount } from '../../components/numbers.ts';
import { statement as texts } from '../../strings/statement.ts';

export const describeTokens = ({ input_tokens: input, output_tokens: output }: StatementSums): string =>
  texts.tokens(formatCount(input), formatCount(output));

export const describeUse = (sums: StatementSums): string =>
  `${texts.calls(formatCount(sums.requests))}, ${describeTokens(sums)}`;
