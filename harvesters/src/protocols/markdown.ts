import { stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { filesOf } from '../fetch/local-folder.ts';
import { findInside, readBounded } from '../fetch/local-file.ts';
import { ParseError } from '../parse/parse-error.ts';
import { parseMarkdown } from '../parse/markdown.ts';
import { isTar, tarFiles } from '../parse/tar.ts';
import { decodeText } from '../parse/text.ts';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  /** The folder within the archive; by default the whole of it. Archives of repositories have one folder around all. */
  folder: z
    .string()
    .regex(
      /^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\\]+[^/\\]$/,
      'Write a path within the archive, such as content/_startups.',
    )
    .optional(),
});

type Options = z.output<typeof options>;

/** A file as it was found: its bytes are undefined when it is too large to be a record. */
interface FoundFile {
  /** Relative to the folder of the records. */
  readonly path: string;
  readonly bytes: Uint8Array | undefined;
}

/**
 * Markdown files with YAML front matter: those of a folder, or of the tarball of a public repository. Every record is
 * one file: its front matter, with `_path`, `_name` (the file's name without its ending), `_body` and `_sections`
 * (heading, key, level, text).
 */
export const markdown: Protocol<Options> = {
  options,
  made: ['_path', '_name', ...['heading', 'key', 'level', 'text'].map((name) => `_sections[*].${name}`)],
  async *list(given, context) {
    context.signal.throwIfAborted();
    const place = await find(given, context);
    let count = 0;
    for await (const file of place.files) {
      context.signal.throwIfAborted();
      count += 1;
      yield recordOf(file, place.name);
    }
    if (count > 0) return;
    const where = given.folder === undefined ? place.name : `${place.name} (${given.folder})`;
    throw new HarvestError('not-the-expected-format', `${where} holds no Markdown file (.md).`);
  },
};

interface Place {
  /** What locators begin with. */
  readonly name: string;
  readonly files: AsyncIterable<FoundFile>;
}

async function find({ url, folder }: Options, context: ProtocolContext): Promise<Place> {
  const local = context.file ?? (url.startsWith('file:') ? await findInside(context.folder, url) : undefined);
  if (local === undefined) {
    const { bytes } = await context.fetch(url, { signal: context.signal });
    return archive(url, { bytes, folder });
  }
  const found = await stat(local).catch(() => undefined);
  const name = path.basename(local);
  if (found?.isDirectory() === true) return { name, files: folderFiles(local) };
  return archive(name, { bytes: await readBounded(local), folder });
}

async function* folderFiles(folder: string): AsyncIterable<FoundFile> {
  for (const file of await filesOf(folder)) {
    if (isMarkdown(file)) yield { path: file, bytes: await readBounded(path.join(folder, file)) };
  }
}

function archive(name: string, { bytes, folder }: { bytes: Uint8Array; folder: string | undefined }): Place {
  if (!isTar(bytes)) {
    const message = `${name} is neither a folder nor a tar archive: name a folder, or the .tar.gz of a repository.`;
    throw new HarvestError('not-the-expected-format', message);
  }
  return {
    name: folder === undefined ? name : `${name} ${folder}`,
    files: archiveFiles(name, { bytes, folder }),
  };
}

async function* archiveFiles(
  name: string,
  { bytes, folder }: { bytes: Uint8Array; folder: string | undefined },
): AsyncIterable<FoundFile> {
  const within = (file: string): string | undefined => {
    const inner = file.replace(/^(?:\.\/)?[^/]+\//, '');
    if (!isMarkdown(inner) || inner.split('/').includes('..')) return undefined;
    if (folder === undefined) return inner;
    return inner.startsWith(`${folder}/`) ? inner.slice(folder.length + 1) : undefined;
  };
  try {
    for await (const file of tarFiles(bytes, { isWanted: (one) => within(one) !== undefined })) {
      yield { path: within(file.path) ?? file.path, bytes: file.bytes };
    }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new HarvestError('not-the-expected-format', `${name}: ${error.message}`, { cause: error });
  }
}

function isMarkdown(file: string): boolean {
  return /\.(?:md|markdown)$/i.test(file);
}

function recordOf({ path: file, bytes }: FoundFile, name: string): RawRecord {
  const locator = `${name}/${file}`;
  if (bytes === undefined) {
    return { outcome: 'failed', locator, reason: 'This file is larger than 2 MB: cut it into several.' };
  }
  try {
    const { frontMatter, body, sections } = parseMarkdown(decodeText(bytes).text);
    const named = { _path: file, _name: path.posix.basename(file).replace(/\.[^.]+$/, '') };
    const payload = {
      ...frontMatter,
      ...named,
      _body: body,
      _sections: sections.map((section) => ({ ...section })),
    };
    return { outcome: 'record', locator, payload };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const line = error.line === undefined ? '' : ` line ${String(error.line)}`;
    return { outcome: 'failed', locator: `${locator}${line}`, reason: error.message };
  }
}
