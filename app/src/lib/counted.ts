import type { Lang } from '@carrefour/server/contract';
import { formatNumber } from './format.ts';

/** A message with a plural: `count` chooses the form, `shown` is the number as the language writes it. */
type CountedMessage = (inputs: { count: number; shown: string }) => string;

/** `52 088 fiches`: a number in its sentence. */
export function counted(message: CountedMessage, count: number, lang: Lang): string {
  return message({ count, shown: formatNumber(count, lang) });
}
