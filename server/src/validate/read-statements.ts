import { ParseError, parseRdf } from '@carrefour/harvesters';
import type { InputFormat } from '../domain/validation.ts';
import { assertFew, withNames } from './bounded-quads.ts';
import type { Finding } from './finding.ts';
import type { ReadInput, Reading } from './read-input.ts';
import { linesOfStatements, type LocatedQuad } from './source-lines.ts';

const syntaxNames: Readonly<Record<Exclude<InputFormat, 'jsonld' | 'csv'>, string>> = {
  turtle: 'Turtle',
  trig: 'TriG',
  ntriples: 'N-Triples',
  nquads: 'N-Quads',
  rdfxml: 'RDF/XML',
};

/** Reads the syntaxes of RDF whose parsers tell where a statement stands. */
export async function readStatements(text: string, { format, base, bounds }: Reading): Promise<ReadInput> {
  if (format === 'jsonld' || format === 'csv') throw new RangeError(`${format} is read elsewhere.`);
  const read: LocatedQuad[] = [];
  const findings: Finding[] = [];
  try {
    for await (const part of parseRdf(text, { format, base })) {
      if (part.is === 'quad') read.push({ quad: withNames(part.quad, base), line: part.line });
      else findings.push(brokenLine(part));
      assertFew(read.length, bounds.quads);
    }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    findings.push(unreadable(error, syntaxNames[format]));
  }
  return { quads: read.map(({ quad }) => quad), lines: linesOfStatements(read), findings };
}

function brokenLine({ is, line, reason }: { is: 'broken' | 'odd'; line: number; reason: string }): Finding {
  const isBroken = is === 'broken';
  return {
    cause: isBroken ? 'unreadable' : 'no-iri',
    severity: isBroken ? 'violation' : 'warning',
    line,
    message: {
      fr: isBroken
        ? 'Cette ligne n’est pas une déclaration : écrivez sujet, propriété, valeur, puis un point.'
        : 'Une adresse entre < et > contient une espace ou l’un des signes {}|^` : écrivez-les en pour cent (%20).',
      en: isBroken
        ? 'This line is not one statement: write subject, property, value and a full stop.'
        : reason,
    },
  };
}

function unreadable({ message, line }: ParseError, syntax: string): Finding {
  const isDoctype = /document type declaration/.test(message);
  return {
    cause: isDoctype ? 'doctype' : 'unreadable',
    severity: 'violation',
    ...(line === undefined ? {} : { line }),
    message: {
      fr: isDoctype
        ? 'Ce XML commence par une déclaration DOCTYPE, qui est refusée : retirez-la et écrivez les entités en toutes lettres.'
        : `À partir d’ici, le texte n’est plus du ${syntax} : vérifiez le point ou le point-virgule de la ligne d’avant, les guillemets, les préfixes déclarés.`,
      en: isDoctype
        ? 'This XML begins with a DOCTYPE, which is refused: remove it and write the entities out.'
        : `From here on the text is not ${syntax}: check the full stop or semicolon of the line before, the quotes, the prefixes declared. (${message})`,
    },
  };
}
