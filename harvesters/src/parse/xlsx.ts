import { ParseError } from './parse-error.ts';
import { isDateFormat, type CellRules } from './xlsx-cell.ts';
import { readSheet, type SheetRow } from './xlsx-sheet.ts';
import { elementsOf, parseXml, textOf, type XmlElement } from './xml.ts';
import { unzip } from './zip.ts';

/** One sheet of a workbook. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * Reads one sheet of an Excel workbook (.xlsx, ECMA-376): the one of a name, or of a number from 1. Formulas count by the
 * values that were saved with them. Throws ParseError for what is no workbook, and for a sheet that there is not.
 */
export function readXlsx(bytes: Uint8Array, wanted: string | number): Sheet {
  assertWorkbook(bytes);
  const files = unzip(bytes, (path) => path.startsWith('xl/') && /\.(?:xml|rels)$/.test(path));
  const workbook = partOf(files, 'xl/workbook.xml');
  if (workbook === undefined) throw new ParseError('This archive is no workbook: it has no xl/workbook.xml.');
  const { name, path } = sheetAt(workbook, files, wanted);
  const xml = files.get(path);
  if (xml === undefined) throw new ParseError(`The workbook names the sheet “${name}” and does not hold it.`);
  return { name, rows: readSheet(new TextDecoder().decode(xml), rulesOf(workbook, files)) };
}

function assertWorkbook(bytes: Uint8Array): void {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  if (head.startsWith('PK')) return;
  if (bytes.length === 0) throw new ParseError('This is empty where a workbook was expected.');
  if (head.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new ParseError(
      'This is a workbook of Excel 97–2003, or one locked by a password: save it as .xlsx without one.',
    );
  if (/^\s*</.test(head))
    throw new ParseError(
      'This is a web page where a workbook was expected: it may be a sign-in or error page.',
    );
  throw new ParseError('This is no .xlsx workbook: check the address.');
}

function sheetAt(
  workbook: XmlElement,
  files: Files,
  wanted: string | number,
): { name: string; path: string } {
  const sheets = elementsOf(workbook, 'sheets').flatMap((list) => elementsOf(list, 'sheet'));
  const names = sheets.map((sheet) => sheet.attributes.get('name') ?? '');
  const at = typeof wanted === 'number' ? wanted - 1 : names.indexOf(wanted);
  const [sheet, name] = [sheets[at], names[at]];
  if (sheet === undefined || name === undefined) {
    const there = names.map((one) => `“${one}”`).join(', ');
    throw new ParseError(
      `There is no sheet ${typeof wanted === 'number' ? String(wanted) : `“${wanted}”`}; there are: ${there}.`,
    );
  }
  const id = [...sheet.attributes].find(([attribute]) => attribute.endsWith(':id'))?.[1];
  const relations = partOf(files, 'xl/_rels/workbook.xml.rels');
  const target = (relations === undefined ? [] : elementsOf(relations, 'Relationship'))
    .find((relation) => relation.attributes.get('Id') === id)
    ?.attributes.get('Target');
  if (target === undefined) throw new ParseError(`The workbook does not say where its sheet “${name}” is.`);
  return { name, path: target.startsWith('/') ? target.slice(1) : `xl/${target}` };
}

function rulesOf(workbook: XmlElement, files: Files): CellRules {
  const strings = partOf(files, 'xl/sharedStrings.xml');
  const properties = elementsOf(workbook, 'workbookPr')[0]?.attributes.get('date1904');
  return {
    sharedStrings: strings === undefined ? [] : elementsOf(strings, 'si').map(sharedText),
    dateStyles: dateStylesOf(partOf(files, 'xl/styles.xml')),
    isFrom1904: properties === '1' || properties === 'true',
  };
}

/** Text in one piece or in runs of several forms; how it is pronounced is left out. */
function sharedText(item: XmlElement): string {
  return elementsOf(item)
    .filter(({ local }) => local === 't' || local === 'r')
    .map((part) => (part.local === 't' ? textOf(part) : elementsOf(part, 't').map(textOf).join('')))
    .join('');
}

function dateStylesOf(styles: XmlElement | undefined): Set<number> {
  if (styles === undefined) return new Set();
  const codes = new Map(
    elementsOf(styles, 'numFmts')
      .flatMap((list) => elementsOf(list, 'numFmt'))
      .map((format) => [
        Number(format.attributes.get('numFmtId')),
        format.attributes.get('formatCode') ?? '',
      ]),
  );
  const cellFormats = elementsOf(styles, 'cellXfs').flatMap((list) => elementsOf(list, 'xf'));
  return new Set(
    cellFormats.flatMap((format, index) => {
      const id = Number(format.attributes.get('numFmtId') ?? 0);
      return isDateFormat(id, codes.get(id)) ? [index] : [];
    }),
  );
}

function partOf(files: Files, path: string): XmlElement | undefined {
  const bytes = files.get(path);
  return bytes === undefined ? undefined : parseXml(new TextDecoder().decode(bytes));
}
