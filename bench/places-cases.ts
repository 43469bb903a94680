import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { foldPlaceName } from '../server/src/enrich/fold-place-name.ts';

/** A query of geocoder-tester (https://github.com/geocoders/geocoder-tester) with what it should find. */
export interface PlaceCase {
  readonly file: string;
  readonly query: string;
  readonly city: string;
  readonly postcode: string;
  /** True where the query holds the expected city's name or five digits, so that it can be answered without a street base. */
  readonly isCounting: boolean;
}

/** All CSV cases below a folder; separators are commas or semicolons, by file. */
export async function readCases(folder: string): Promise<PlaceCase[]> {
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.csv')).sort();
  const cases: PlaceCase[] = [];
  for (const file of files) {
    const text = await readFile(path.join(folder, file), 'utf8');
    const rows: Record<string, string | undefined>[] = parse(text, {
      columns: true,
      delimiter: text.slice(0, text.indexOf('\n')).includes(';') ? ';' : ',',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
    for (const { query = '', expected_city: city = '', expected_postcode: postcode = '' } of rows) {
      const holds = ` ${foldPlaceName(query)} `.includes(` ${foldPlaceName(city)} `);
      const isCounting = (city !== '' && holds) || /(?<!\d)\d{5}(?!\d)/.test(query);
      cases.push({
        file,
        query,
        city,
        postcode: postcode === '' ? '' : postcode.padStart(5, '0'),
        isCounting,
      });
    }
  }
  return cases;
}
