/** Bytes as text, and the charset that they were read in. */
export interface DecodedText {
  readonly text: string;
  readonly charset: string;
}

const marks: readonly (readonly [bytes: readonly number[], charset: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * Reads bytes as text: a byte order mark decides, then the charset that is declared, then strict UTF-8; what is not
 * UTF-8 is taken for windows-1252, which nothing can contradict.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  if (marked !== undefined) return { text: new TextDecoder(marked).decode(bytes), charset: marked };
  if (declared !== undefined && declared !== '' && !/^utf-?8$/i.test(declared)) {
    const decoder = decoderFor(declared);
    if (decoder !== undefined) return { text: decoder.decode(bytes), charset: decoder.encoding };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), charset: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), charset: 'windows-1252' };
  }
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/** The charset parameter of a Content-Type. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /charset\s*=\s*"?([\w-]+)/i.exec(contentType ?? '')?.[1];
}

const sniffed = 1024;

/** The charset that markup declares itself: in its XML declaration, or in an early `meta` of a page. */
export function charsetInMarkup(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, sniffed));
  if (!/^\s*</.test(head)) return undefined;
  const declaration = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/i.exec(head);
  return (declaration ?? /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head))?.[1];
}
