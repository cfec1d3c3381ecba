import { readFileSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { knownPrices } from '../providers/prices/known-prices.ts';
import { parsePrices } from '../providers/prices/parse-prices.ts';
import type { PriceList } from '../providers/prices/price-list.ts';
import { BootError } from './boot-error.ts';

/** What models cost: by the operator’s file before what is known. */
export function openPrices({ pricesFile }: Pick<Config, 'pricesFile'>): PriceList {
  if (pricesFile === null) return knownPrices;
  const reading = parsePrices(readSetting('PLUGBOARD_PRICES_FILE', pricesFile), knownPrices);
  if (!reading.ok) throw new BootError(`PLUGBOARD_PRICES_FILE: ${reading.problem}`);
  return reading.list;
}

function readSetting(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new BootError(`${variable}: ${path} cannot be read`, { cause: error });
  }
}
