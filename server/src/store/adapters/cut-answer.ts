/** An answer's text, taken apart so that it can be shortened and stay well-formed. */
interface Parts {
  readonly head: string;
  readonly rows: readonly string[];
  readonly separator: string;
  readonly tail: string;
}

interface JsonResults {
  readonly head: unknown;
  readonly results?: { readonly bindings: readonly unknown[] };
}

const splitters: Readonly<Record<string, (text: string) => Parts>> = {
  'application/sparql-results+json': (text) => {
    const { head, results } = JSON.parse(text) as JsonResults;
    return {
      head: `{"head":${JSON.stringify(head)},"results":{"bindings":[`,
      rows: (results?.bindings ?? []).map((row) => JSON.stringify(row)),
      separator: ',',
      tail: ']}}',
    };
  },
  'application/sparql-results+xml': (text) => {
    const [head = '', ...rows] = text.split(/(?=<result>)/);
    const last = rows.length - 1;
    const end = '</results></sparql>';
    const bare = rows.map((row, index) => (index === last ? row.slice(0, row.lastIndexOf(end)) : row));
    return rows.length === 0
      ? { head: text, rows: [], separator: '', tail: '' }
      : { head, rows: bare, separator: '', tail: end };
  },
  'text/csv': (text) => headed(csvLines(text)),
  'text/tab-separated-values': (text) => headed(text.split(/(?<=\n)/)),
  'application/n-triples': (text) => ({
    head: '',
    rows: text.split(/(?<=\n)/).filter((line) => line !== ''),
    separator: '',
    tail: '',
  }),
};

/**
 * Keeps the first `rows` rows, and of these as many as fit into `bytes`, of an answer in SPARQL results JSON or XML,
 * CSV, TSV or N-Triples. `isCut` tells whether something was left out.
 */
export function cutAnswer(
  body: string,
  mediaType: string,
  limits: { readonly rows: number; readonly bytes: number },
): { body: string; rows: number; isCut: boolean } {
  const split = splitters[mediaType];
  if (split === undefined) throw new TypeError(`No row splitter for ${mediaType}`);
  const { head, rows, separator, tail } = split(body);
  const isWithin = rows.length <= limits.rows && Buffer.byteLength(body) <= limits.bytes;
  if (isWithin) return { body, rows: rows.length, isCut: false };
  let room = limits.bytes - Buffer.byteLength(head) - Buffer.byteLength(tail);
  const kept: string[] = [];
  for (const row of rows.slice(0, limits.rows)) {
    room -= Buffer.byteLength(row) + separator.length;
    if (room < 0) break;
    kept.push(row);
  }
  return { body: head + kept.join(separator) + tail, rows: kept.length, isCut: true };
}

function headed([head = '', ...rows]: readonly string[]): Parts {
  return { head, rows: rows.filter((row) => row !== ''), separator: '', tail: '' };
}

/** Lines of a CSV text; a quoted field may hold line breaks. */
function csvLines(text: string): string[] {
  const found: string[] = [];
  let start = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (character === '\n' && !isQuoted) {
      found.push(text.slice(start, at + 1));
      start = at + 1;
    }
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}
