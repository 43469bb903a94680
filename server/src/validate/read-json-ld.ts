import { contextUrlPath, jsonLdContext } from '@carrefour/ontology';
import { nearest, ParseError, parseJson } from '@carrefour/harvesters';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import { assertFew, withNames } from './bounded-quads.ts';
import type { Finding } from './finding.ts';
import { linesOfJson, lineOfName, objectsIn } from './json-lines.ts';
import { jsonDepth, jsonPlaces, type JsonPlace } from './json-places.ts';
import type { ReadInput, Reading } from './read-input.ts';
import { withWrittenType } from './written-type.ts';

/** An event of the processor: something was left out of the graph (`jsonld` has no types for it). */
interface Dropped {
  readonly code: string;
  readonly details?: { readonly property?: string; readonly language?: string };
}

const words = Object.keys(jsonLdContext);

/** Reads JSON-LD with the bundled context; no other document is ever loaded. */
export async function readJsonLd(text: string, { base, bounds }: Reading): Promise<ReadInput> {
  const parsed = parsedJson(text, bounds.depth);
  if ('finding' in parsed)
    return { quads: [], lines: { lineOf: () => undefined }, findings: [parsed.finding] };
  const { document, places } = parsed;
  const findings = [...duplicates(places), ...withoutContext(places)];
  const quads: Quad[] = [];
  try {
    const dropped: Dropped[] = [];
    const nquads = (await jsonld.toRDF(document as jsonld.JsonLdDocument, settings(base, dropped))) as string;
    assertFew(nquads.split('\n').length, bounds.quads);
    for (const quad of new Parser({ format: 'N-Quads', blankNodePrefix: '_:' }).parse(nquads)) {
      quads.push(withWrittenType(withNames(quad, base)));
    }
    findings.push(...dropped.flatMap((event) => droppedFinding(event, places)));
  } catch (error) {
    if (!(error instanceof Error) || !('details' in error)) throw error;
    findings.push(refusal(error, places));
  }
  return { quads, lines: linesOfJson(places, { quads, base }), findings };
}

function settings(base: string, dropped: Dropped[]): jsonld.Options.ToRdf {
  const closed: Record<string, unknown> = {
    base,
    format: 'application/n-quads',
    documentLoader: (url: string) =>
      new URL(url, base).pathname.endsWith(contextUrlPath)
        ? Promise.resolve({ documentUrl: url, document: { '@context': jsonLdContext } })
        : Promise.reject(new Error(`“${url}” is not loaded.`)),
    eventHandler: ({ event }: { event: Dropped }) => void dropped.push(event),
  };
  return closed;
}

type Parsed = { document: unknown; places: JsonPlace } | { finding: Finding };

function parsedJson(text: string, depth: number): Parsed {
  if (jsonDepth(text) > depth) {
    const message = {
      fr: `Les crochets sont imbriqués sur plus de ${String(depth)} niveaux : aplatissez la description.`,
      en: `Brackets nest more than ${String(depth)} levels deep: flatten the description.`,
    };
    return { finding: { cause: 'too-deep', severity: 'violation', message } };
  }
  try {
    return { document: parseJson(text.replace(/^\uFEFF/, '')), places: jsonPlaces(text) };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const { line, message } = error;
    return {
      finding: {
        cause: 'unreadable',
        severity: 'violation',
        ...(line === undefined ? {} : { line }),
        message: {
          fr: 'À partir d’ici, le texte n’est plus du JSON : vérifiez la virgule à la fin de la ligne d’avant, les guillemets droits, les accolades.',
          en: `${message} Check the comma at the end of the line before, the straight quotes, the braces.`,
        },
      },
    };
  }
}

function duplicates(places: JsonPlace): Finding[] {
  return [...objectsIn(places)].flatMap(({ members }) =>
    members.flatMap(({ name, line }, index): Finding[] => {
      if (!members.slice(0, index).some((earlier) => earlier.name === name)) return [];
      const message = {
        fr: `« ${name} » est écrit deux fois dans le même objet : seul le dernier compte. Faites-en une liste entre [ et ].`,
        en: `“${name}” is written twice in one object: only the last counts. Make it a list between [ and ].`,
      };
      return [{ cause: 'duplicate-name', severity: 'warning', line, value: name, message }];
    }),
  );
}

function withoutContext(places: JsonPlace): Finding[] {
  const [first] = objectsIn(places);
  if (lineOfName(places, '@context') !== undefined) return [];
  const message = {
    fr: `Il manque le contexte, sans lequel aucun mot n’a de sens : ajoutez en tête "@context": "${contextUrlPath}" avec l’adresse de cette plateforme.`,
    en: `The context is missing, without which no word means anything: add "@context": "${contextUrlPath}" at the top, with the address of this platform.`,
  };
  return [{ cause: 'context-missing', severity: 'violation', line: first?.line ?? 1, message }];
}

function droppedFinding({ code, details }: Dropped, places: JsonPlace): Finding[] {
  const { property } = details ?? {};
  if (code !== 'invalid property' || property === undefined) return [];
  const line = lineOfName(places, property);
  const near = nearest(property, words);
  const isLanguage = /^[a-z]{2}(-[A-Za-z]+)?$/.test(property);
  const [frMend, enMend] = isLanguage
    ? [
        'Pour un texte par langue, ajoutez ByLanguage au mot qui l’entoure (nameByLanguage, descriptionByLanguage).',
        'For a text by language, add ByLanguage to the word around it (nameByLanguage, descriptionByLanguage).',
      ]
    : near === undefined
      ? [
          'Retirez-le, ou prenez un mot du contexte /context/v0.jsonld.',
          'Remove it, or take a word of the context /context/v0.jsonld.',
        ]
      : [`Vouliez-vous écrire « ${near} » ?`, `Did you mean “${near}”?`];
  return [
    {
      cause: 'unknown-term',
      severity: 'violation',
      ...(line === undefined ? {} : { line }),
      value: property,
      message: {
        fr: `« ${property} » n’est pas un mot du contexte : ce qu’il dit serait perdu. ${frMend}`,
        en: `“${property}” is not a word of the context: what it says would be lost. ${enMend}`,
      },
    },
  ];
}

/** What the processor refuses as a whole, told by its code. */
function refusal(error: Error, places: JsonPlace): Finding {
  const { code = '', value } = (error as { details?: { code?: string; value?: unknown } }).details ?? {};
  const isContext = /context/.test(code);
  const name = isContext ? '@context' : nameToBlame(code, value, places);
  const line = name === undefined ? 1 : (lineOfName(places, name) ?? 1);
  return {
    cause: isContext ? 'context-unknown' : 'json-ld-wrong',
    severity: 'violation',
    line,
    message: isContext
      ? {
          fr: `Ce contexte n’est pas connu ici, et aucun document n’est chargé : écrivez l’adresse de cette plateforme suivie de ${contextUrlPath}, ou recopiez le contexte dans la fiche.`,
          en: `This context is not known here, and no document is loaded: write the address of this platform followed by ${contextUrlPath}, or copy the context into the record.`,
        }
      : {
          fr: `Le JSON-LD est à corriger ici (${code || error.message}). Un texte par langue s’écrit {"fr": "…", "en": "…"} ; un identifiant est une adresse ou #mot.`,
          en: `The JSON-LD is wrong here (${code || error.message}). A text by language is written {"fr": "…", "en": "…"}; an id is an address or #word.`,
        },
  };
}

/** The word whose value was refused: of a wrong language map, the one that has this kind of value. */
function nameToBlame(code: string, value: unknown, places: JsonPlace): string | undefined {
  const byKind: Readonly<Record<string, readonly string[]>> = {
    'invalid @id value': ['id', '@id'],
    'invalid type value': ['type', '@type'],
  };
  const told = byKind[code]?.find((name) => lineOfName(places, name) !== undefined);
  if (told !== undefined) return told;
  const wrong = JSON.stringify(value);
  for (const { members } of objectsIn(places)) {
    const member = members.find((one) => one.name.endsWith('ByLanguage') && one.value.is === 'object');
    if (member?.value.is !== 'object') continue;
    const inner = member.value.members.find(
      (one) => one.value.is === 'plain' && JSON.stringify(one.value.value) === wrong,
    );
    if (inner !== undefined) return inner.name;
  }
  return undefined;
}
