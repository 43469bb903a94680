const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  eacute: 'é',
  egrave: 'è',
  ecirc: 'ê',
  agrave: 'à',
  acirc: 'â',
  ccedil: 'ç',
  ocirc: 'ô',
  icirc: 'î',
  ucirc: 'û',
  ugrave: 'ù',
  oelig: 'œ',
  laquo: '«',
  raquo: '»',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  ndash: '–',
  mdash: '—',
  euro: '€',
};

/** The words of an HTML fragment on one line. The result is text: whoever shows it escapes it. */
export function stripHtml(html: string): string {
  return htmlToText(html).replace(/\s+/gu, ' ').trim();
}

/** The words of an HTML fragment, a line a block and `- ` before list items. */
export function htmlToText(html: string): string {
  const text = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|template)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '\n- ')
    .replace(/<\/?(?:p|div|h[1-6]|ul|ol|tr|section|article|blockquote)\b[^>]*>/gi, '\n')
    .replace(/<\/?[a-z][^<>]*>/gi, '');
  return decoded(text)
    .split('\n')
    .map((line) => line.replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '' && line !== '-')
    .join('\n');
}

function decoded(text: string): string {
  return text.replace(/&(#?)([a-z\d]{1,8});/gi, (whole, mark: string, name: string) => {
    if (mark === '') return entities[name.toLowerCase()] ?? whole;
    const code = Number(/^x/i.test(name) ? `0${name}` : name);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
  });
}
