import type { Request, Response } from 'express';
import type { Quad } from 'n3';
import { AppError } from '../../domain/app-error.ts';
import { withBase } from '../../domain/base.ts';
import { extensionByType, isExtension, syntaxes, type Extension } from './syntaxes.ts';

/** Triples to send, and the syntax to send them in. */
export interface GraphAnswer {
  readonly quads: readonly Quad[];
  readonly extension: Extension;
  readonly base: string;
}

const pageTypes = ['text/html', 'application/xhtml+xml'];

/** Sends triples under the public base, or 304 to those who hold them already. */
export async function sendGraph(
  req: Request,
  res: Response,
  { quads, extension, base }: GraphAnswer,
): Promise<void> {
  res.set('Cache-Control', 'public, no-cache').type(syntaxes[extension].mediaType);
  if (req.fresh) {
    res.status(304).end();
    return;
  }
  const text = await syntaxes[extension].write(quads, base);
  res.send(withBase(text, base));
}

/** What the request's Accept prefers, a page where it has no preference. Throws AppError `not-acceptable`. */
export function wantedForm(req: Request, res: Response): Extension | 'html' {
  res.vary('Accept');
  const wanted = req.accepts([...pageTypes, ...extensionByType.keys()]);
  if (wanted === false) throw notAcceptable();
  return extensionByType.get(wanted) ?? 'html';
}

/** The syntax that the request's Accept prefers. Throws AppError `not-acceptable` where none fits and there is no fallback. */
export function wantedExtension(req: Request, res: Response, fallback?: Extension): Extension {
  res.vary('Accept');
  const types = [...extensionByType.keys()];
  const preferred = fallback === undefined ? types : [syntaxes[fallback].mediaType, ...types];
  const wanted = extensionByType.get(req.accepts(preferred) || '') ?? fallback;
  if (wanted === undefined) throw notAcceptable();
  return wanted;
}

/** A name and the syntax that its ending names, if it does. */
export function splitSuffix(text: string): readonly [name: string, suffix?: Extension] {
  const dot = text.lastIndexOf('.');
  const suffix = text.slice(dot + 1);
  return dot > 0 && isExtension(suffix) ? [text.slice(0, dot), suffix] : [text];
}

/** Pages in English for those who ask for English rather than French. */
export function languagePrefix(req: Request, res: Response): '' | '/en' {
  res.vary('Accept-Language');
  return req.acceptsLanguages(['fr', 'en']) === 'en' ? '/en' : '';
}

function notAcceptable(): AppError {
  return new AppError('not-acceptable', 'Ask for HTML or for one of the media types listed.', {
    details: { mediaTypes: [...extensionByType.keys()] },
  });
}
