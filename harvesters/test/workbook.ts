import { strToU8, zipSync } from 'fflate';

/** An invented workbook: each sheet is the XML of its rows and of what follows them. */
export interface InventedWorkbook {
  readonly sheets: Readonly<Record<string, { readonly rows: string; readonly after?: string }>>;
  readonly sharedStrings?: readonly string[];
  /** Number formats by number of style. */
  readonly formats?: readonly (number | string)[];
  readonly is1904?: boolean;
}

const office = (name: string) => `http://schemas.openxmlformats.org/${name}`;

/** Writes a workbook as spreadsheet programs do, as small as it may be. */
export function workbookOf({
  sheets,
  sharedStrings = [],
  formats = [0],
  is1904 = false,
}: InventedWorkbook): Uint8Array {
  const main = `xmlns="${office('spreadsheetml/2006/main')}" xmlns:r="${office('officeDocument/2006/relationships')}"`;
  const names = Object.keys(sheets);
  const custom = formats.flatMap((code, at) =>
    typeof code === 'string'
      ? [`<numFmt numFmtId="${String(200 + at)}" formatCode="${code.replaceAll('"', '&quot;')}"/>`]
      : [],
  );
  const styles = formats.map(
    (code, at) => `<xf numFmtId="${String(typeof code === 'string' ? 200 + at : code)}"/>`,
  );
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${main}><workbookPr date1904="${is1904 ? '1' : '0'}"/><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${String(at + 1)}" r:id="rId${String(at + 1)}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map(
        (_, at) => `<Relationship Id="rId${String(at + 1)}" Target="worksheets/sheet${String(at + 1)}.xml"/>`,
      )
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst ${main}>${sharedStrings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts>${custom.join('')}</numFmts><cellXfs>${styles.join('')}</cellXfs></styleSheet>`,
  };
  for (const [at, { rows, after = '' }] of Object.values(sheets).entries()) {
    files[`xl/worksheets/sheet${String(at + 1)}.xml`] =
      `<worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(xml)])));
}

/** Rows of plain texts and numbers, from row 1. */
export function plainRows(rows: readonly (readonly (string | number)[])[]): string {
  const cell = (value: string | number) =>
    typeof value === 'number'
      ? `<c><v>${String(value)}</v></c>`
      : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  return rows.map((cells) => `<row>${cells.map(cell).join('')}</row>`).join('');
}
