import { xsd } from '@carrefour/ontology';
import type { Call, MappingFunction } from './functions.ts';
import { readDate } from './date.ts';
import { excerpt, type Value } from './value.ts';

function number(text: string): number | undefined {
  const compact = text.replace(/[\s\u00a0\u202f€%°]/gu, '');
  const dotted = /^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(compact) ? compact.replaceAll('.', '') : compact;
  const normal = dotted.replace(',', '.');
  return /^[+-]?\d+(\.\d+)?$/.test(normal) ? Number(normal) : undefined;
}

/** Without exponent, as xsd:decimal wants it. */
function decimalText(value: number): string {
  return Number.isInteger(value) ? value.toFixed(1) : value.toFixed(10).replace(/0+$/, '');
}

function decimals(call: Call, limit = Number.MAX_SAFE_INTEGER): Value[] {
  return call.texts().flatMap((text) => {
    const value = number(text);
    if (value !== undefined && Math.abs(value) <= limit) {
      return [{ text: decimalText(value), datatype: xsd.decimal }];
    }
    const range = limit === Number.MAX_SAFE_INTEGER ? '' : ` (−${limit} … ${limit})`;
    call.report({
      fr: `« ${excerpt(text)} » n’est pas un nombre utilisable${range}.`,
      en: `“${excerpt(text)}” is not a usable number${range}.`,
    });
    return [];
  });
}

function epoch(call: Call): Value[] {
  return call.texts().flatMap((text) => {
    const value = Number(text);
    const date = new Date(Math.abs(value) < 100_000_000_000 ? value * 1000 : value);
    if (Number.isFinite(value) && !Number.isNaN(date.getTime())) {
      return [{ text: date.toISOString(), datatype: xsd.dateTime }];
    }
    call.report({
      fr: `« ${excerpt(text)} » n’est pas une date comptée en secondes ou millisecondes.`,
      en: `“${excerpt(text)}” is not a date counted in seconds or milliseconds.`,
    });
    return [];
  });
}

function date(call: Call): Value[] {
  return call.texts().flatMap((text) => {
    const found = readDate(text);
    if (found !== undefined) return [found];
    call.report({
      fr: `« ${excerpt(text)} » n’est pas une date valide : écrivez-la ainsi : 2024-03-15, 15/03/2024, 03/2024 ou 2024.`,
      en: `“${excerpt(text)}” is not a valid date: write it as 2024-03-15, 15/03/2024, 03/2024 or 2024.`,
    });
    return [];
  });
}

/** Functions that read numbers and dates; what cannot be read is reported and left out. */
export const measureFunctions: Readonly<Record<string, MappingFunction>> = {
  number: { parameters: ['value'], run: (call) => decimals(call) },
  decimal: { parameters: ['value'], run: (call) => decimals(call) },
  latitude: { parameters: ['value'], run: (call) => decimals(call, 90) },
  longitude: { parameters: ['value'], run: (call) => decimals(call, 180) },
  date: { parameters: ['value'], run: date },
  epoch: { parameters: ['value'], run: epoch },
};
