import { car, dcat, dcterms, dqv, rdf, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import { sourceIri } from './source-iri.ts';
import type { QualityMeasure, QualityMeasures, SourceQuality } from './source-quality.ts';
import type { LanguageText } from './thing-doc.ts';

/** What a source declares of itself, as far as the public sees it. */
export interface DescribedSource {
  readonly id: string;
  readonly name: LanguageText;
  readonly homepage: string;
  /** IRI or name. */
  readonly licence: string;
}

/** A source as a DCAT dataset: name, site, licence. */
export function sourceQuads({ id, name, homepage, licence }: DescribedSource): Quad[] {
  const say = (property: string, value: Quad['object']): Quad =>
    DataFactory.quad(DataFactory.namedNode(sourceIri(id)), DataFactory.namedNode(property), value);
  return [
    say(rdf.type, DataFactory.namedNode(dcat.Dataset)),
    ...Object.entries(name).map(([language, text]) =>
      say(dcterms.title, DataFactory.literal(text, language === 'und' ? '' : language)),
    ),
    ...(URL.canParse(homepage) ? [say(schema.url, DataFactory.namedNode(homepage))] : []),
    say(
      dcterms.license,
      URL.canParse(licence) ? DataFactory.namedNode(licence) : DataFactory.literal(licence),
    ),
  ];
}

/** How good the open entries of a source are, in DQV. */
export function sourceQualityQuads({ source, measures }: SourceQuality): Quad[] {
  return qualityQuads(sourceIri(source), measures);
}

/** The metric of each dimension in the vocabulary. */
const metrics: Readonly<Record<QualityMeasure, string>> = {
  overall: car.quality,
  find: car.findability,
  complete: car.completeness,
  place: car.placeAccuracy,
  fresh: car.freshness,
  reuse: car.reusability,
};

/** The measures of one thing or source as DQV statements, each measurement named after what it measures. */
function qualityQuads(subject: string, measures: QualityMeasures): Quad[] {
  return Object.entries(measures).flatMap(([name, value]) => {
    const measurement = DataFactory.namedNode(`${subject}#quality-${name}`);
    return [
      DataFactory.quad(
        DataFactory.namedNode(subject),
        DataFactory.namedNode(dqv.hasQualityMeasurement),
        measurement,
      ),
      DataFactory.quad(
        measurement,
        DataFactory.namedNode(rdf.type),
        DataFactory.namedNode(dqv.QualityMeasurement),
      ),
      DataFactory.quad(measurement, DataFactory.namedNode(dqv.computedOn), DataFactory.namedNode(subject)),
      DataFactory.quad(
        measurement,
        DataFactory.namedNode(dqv.isMeasurementOf),
        DataFactory.namedNode(metrics[name as QualityMeasure]),
      ),
      DataFactory.quad(
        measurement,
        DataFactory.namedNode(dqv.value),
        DataFactory.literal(String(value), DataFactory.namedNode(xsd.integer)),
      ),
    ];
  });
}
