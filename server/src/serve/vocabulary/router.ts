import { Router, type NextFunction, type Request, type Response } from 'express';
import { AppError } from '../../domain/app-error.ts';
import { splitSuffix, wantedForm } from '../dereference/graph-answer.ts';
import { syntaxes, type Extension } from '../dereference/syntaxes.ts';
import { openToAllSites } from '../headers.ts';
import { closestAddresses, isVersionPath, vocabularyAddress, type VocabularyAddress } from './address.ts';
import { graphOf } from './graph.ts';

/** `/ns`, `/ns/{term}`, `/concept/{scheme}`, `/concept/{scheme}/{code}`, with or without an extension, in both languages. */
const addresses = /^((?:\/en)?)\/((?:ns|concept)(?:[./][^/]+)?(?:\/[^/]+)?)$/;

/** Gives the vocabulary as RDF to those who ask for it, by extension or `Accept`; the others get the pages. */
export function createVocabularyRouter(base: string): Router {
  const textOf = writer(base);
  const router = Router();
  router.all(addresses, openToAllSites);
  router.get(addresses, async (req: Request, res: Response, next: NextFunction) => {
    const prefix = parameter(req, 0);
    const [path, suffix] = splitSuffix(`/${parameter(req, 1)}`);
    const form = suffix ?? wantedForm(req, res);
    if (path === '/concept') {
      res.redirect(303, `${prefix}/ns#concepts`);
      return;
    }
    if (isVersionPath(path)) {
      res.redirect(303, form === 'html' ? `${prefix}/ns` : `/ns.${form}`);
      return;
    }
    const address = vocabularyAddress(path);
    if (address === undefined) throw nothingAt(path, base);
    if (form === 'html') {
      next();
      return;
    }
    res.set('Content-Location', `${path}.${form}`).set('Link', linksOf(address, base));
    res.set('Cache-Control', 'public, no-cache').type(syntaxes[form].mediaType);
    res.send(await textOf(address, form));
  });
  return router;
}

/** Writes each graph once a syntax: the vocabulary does not change while we run, and JSON-LD takes long to compact. */
function writer(base: string): (address: VocabularyAddress, form: Extension) => Promise<string> {
  const written = new Map<string, Promise<string>>();
  return (address, form) => {
    const name = `${address.path}.${form}`;
    const text = written.get(name) ?? syntaxes[form].write(graphOf(address), base);
    written.set(name, text);
    return text;
  };
}

/** The page and every syntax, each as an alternate of what is given, and what is described. */
function linksOf({ iri, path }: VocabularyAddress, base: string): string[] {
  const alternate = (address: string, type: string): string =>
    `<${base}${address}>; rel="alternate"; type="${type}"`;
  return [
    alternate(path, 'text/html'),
    ...Object.entries(syntaxes).map(([extension, { mediaType }]) =>
      alternate(`${path}.${extension}`, mediaType),
    ),
    `<${iri}>; rel="about"`,
  ];
}

function nothingAt(path: string, base: string): AppError {
  const closest = closestAddresses(path).map((address) => address.path);
  const hint =
    closest.length === 0
      ? 'the whole vocabulary is at /ns, its lists of concepts at /concept.'
      : `did you mean ${closest.join(' or ')}? The whole vocabulary is at /ns.`;
  return new AppError('not-found', `The vocabulary has nothing at ${path}: ${hint}`, {
    details: { closest: closest.map((address) => base + address) },
  });
}

function parameter(req: Request, index: number): string {
  const value = req.params[String(index)];
  return typeof value === 'string' ? value : '';
}
