import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { parseRates, type RateList } from '../control/billing/rates.ts';
import type { Services } from '../http/services.ts';
import { BudgetScale } from '../providers/prices/budget-scale.ts';
import { knownPrices } from '../providers/prices/known-prices.ts';
import { parsePrices } from '../providers/prices/parse-prices.ts';
import type { PriceList } from '../providers/prices/price-list.ts';
import { createBudgetSums } from '../storage/budget-sums.ts';
import type { Executor } from '../storage/open-database.ts';
import { BootError } from './boot-error.ts';

export type Billing = Pick<Services, 'prices' | 'rates' | 'budgetScale' | 'budgetSums'>;

/** What things cost, and what counts it. */
export function openBilling(
  { pricesFile, ratesFile }: Pick<Config, 'pricesFile' | 'ratesFile'>,
  db: Executor,
): Billing {
  const prices = readPrices(pricesFile);
  const rates = readRates(ratesFile);
  // A statement adds up what both say.
  if (rates && rates.currency !== prices.currency) {
    throw new BootError(
      `PLUGBOARD_RATES_FILE: is in ${rates.currency}, and prices are in ${prices.currency}`,
    );
  }
  return { prices, rates, budgetScale: new BudgetScale(prices), budgetSums: createBudgetSums(db) };
}

/** By the operator’s file before what is known. */
function readPrices(file: string | null): PriceList {
  if (file === null) return knownPrices;
  const reading = parsePrices(readSetting('PLUGBOARD_PRICES_FILE', file), knownPrices);
  if (!reading.ok) throw new BootError(`PLUGBOARD_PRICES_FILE: ${reading.problem}`);
  return reading.list;
}

function readRates(file: string | null): RateList | null {
  if (file === null) return null;
  const reading = parseRates(readSetting('PLUGBOARD_RATES_FILE', file));
  if (!reading.ok) throw new BootError(`PLUGBOARD_RATES_FILE: ${reading.problem}`);
  return reading.list;
}

function readSetting(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BootError(`${variable}: ${path} cannot be read`, { cause: error });
  }
}
