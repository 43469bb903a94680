import path from 'node:path';
import { FetchError } from '../fetch/fetch-error.ts';
import type { HtmlDocument } from '../parse/html-node.ts';
import { parseHtml } from '../parse/html-page.ts';
import { parseJson } from '../parse/json.ts';
import { ParseError } from '../parse/parse-error.ts';
import type { ProtocolContext } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { readSourceText, type SourceText } from './read-source.ts';

/** A page of a site, read as HTML or as JSON by whoever needs it. */
export interface WebPage extends SourceText {
  /** Throws ParseError for a page that is too large. */
  readonly document: HtmlDocument;
  /** Throws ParseError for what is not JSON. */
  readonly json: unknown;
}

/**
 * Reads the pages of one pass, counted against `maxPages`. Where the first page is a file (`--from`, `file:`), every other
 * one is the file beside it that bears the last part of its address: nobody is asked.
 */
export class WebPages {
  private readonly context: ProtocolContext;
  private readonly charset: string | undefined;
  private readonly localFolder: string | undefined;
  private asked = 0;

  /** @param first The address of the page that the pass begins with. */
  constructor(context: ProtocolContext, { first, charset }: { first: string; charset?: string | undefined }) {
    this.context = context;
    this.charset = charset;
    const { file, folder } = context;
    if (file !== undefined) this.localFolder = path.dirname(file);
    else if (first.startsWith('file:'))
      this.localFolder = path.resolve(folder, path.dirname(first.slice('file:'.length)));
  }

  /** True when the pass reads files only. */
  get isLocal(): boolean {
    return this.localFolder !== undefined;
  }

  /** The page that the pass begins with, or one that a list is continued on. Rejects with FetchError or HarvestError. */
  async list(url: string): Promise<WebPage> {
    this.count(url);
    return page(await readSourceText(url, this.context, { charset: this.charset }));
  }

  /** A page that another one names. Rejects with FetchError or HarvestError. */
  async linked(url: string): Promise<WebPage> {
    if (this.localFolder === undefined) return this.list(url);
    this.count(url);
    const { fetch, signal } = this.context;
    const inFolder = { fetch, signal, folder: this.localFolder };
    const read = await readSourceText(`file:${lastSegment(url)}`, inFolder, { charset: this.charset });
    return page({ ...read, url });
  }

  private count(url: string): void {
    this.context.signal.throwIfAborted();
    this.asked += 1;
    if (this.asked <= this.context.maxPages) return;
    const most = String(this.context.maxPages);
    throw new HarvestError(
      'too-many-pages',
      `${url}: more than ${most} pages would be asked for. Narrow the list, or cut the set into several.`,
    );
  }
}

function page(source: SourceText): WebPage {
  let document: HtmlDocument | undefined;
  return {
    ...source,
    get document() {
      document ??= parseHtml(source.text);
      return document;
    },
    get json() {
      return parseJson(source.text);
    },
  };
}

function lastSegment(url: string): string {
  const name = URL.canParse(url) ? new URL(url).pathname.split('/').at(-1) : undefined;
  if (name === undefined || name === '')
    throw new FetchError('network', `${url} names no file that could lie beside the local copy.`, { url });
  return name;
}

const mostInARow = 10;

/**
 * Keeps count of record pages that cannot be read. One is one failed record; ten in a row, or all of them, mean that the
 * site and not a record is at fault, and end the pass before it looks complete.
 */
export class PageFailures {
  private inARow = 0;
  private read = 0;
  private last: Error | undefined;

  /** Notes a page that was read. */
  succeeded(): void {
    this.inARow = 0;
    this.read += 1;
  }

  /** Gives why the record of a page failed. Throws HarvestError, FetchError, or what is no fault of one page. */
  failed(error: unknown): string {
    const isOfThePage = error instanceof FetchError || error instanceof ParseError;
    const isTooMany = error instanceof HarvestError && error.code === 'too-many-pages';
    this.inARow += 1;
    if (isTooMany || !(isOfThePage || error instanceof HarvestError)) throw error;
    if (this.inARow >= mostInARow) throw ofTheSite(error);
    this.last = error;
    return error.message;
  }

  /** Throws HarvestError or FetchError when no page at all could be read. */
  assertSomeRead(): void {
    if (this.read === 0 && this.last !== undefined) throw ofTheSite(this.last);
  }
}

function ofTheSite(error: Error): Error {
  if (!(error instanceof ParseError)) return error;
  return new HarvestError(
    'not-the-expected-format',
    `No page, or none of the last ${String(mostInARow)}, could be read. The last one: ${error.message}`,
    { cause: error },
  );
}
