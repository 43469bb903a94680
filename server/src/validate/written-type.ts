import { dcterms, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';

const dateProperties: ReadonlySet<string> = new Set([
  dcterms.date,
  schema.applicationDeadline,
  schema.applicationStartDate,
  schema.dateCreated,
  schema.dateModified,
  schema.datePublished,
  schema.dissolutionDate,
  schema.endDate,
  schema.foundingDate,
  schema.observationDate,
  schema.startDate,
]);

const dateForms: readonly (readonly [form: RegExp, datatype: string])[] = [
  [/^\d{4}$/, xsd.gYear],
  [/^\d{4}-\d{2}$/, xsd.gYearMonth],
  [/^\d{4}-\d{2}-\d{2}$/, xsd.date],
  [/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?$/, xsd.dateTime],
];

/**
 * The statement with the datatype that its value shows, where JSON has none: a number with a point is a decimal (JSON-LD
 * makes it a double in scientific notation), a text in a date's place is a year, a month or a day by its form.
 */
export function withWrittenType(quad: Quad): Quad {
  const { subject, predicate, object } = quad;
  if (object.termType !== 'Literal') return quad;
  const literal = (text: string, datatype: string): Quad =>
    DataFactory.quad(subject, predicate, DataFactory.literal(text, DataFactory.namedNode(datatype)));
  const { value, datatype } = object;
  if (datatype.value === xsd.double || datatype.value === xsd.decimal) {
    const decimal = String(Number(value));
    return /^-?[\d.]+$/.test(decimal) ? literal(decimal, xsd.decimal) : quad;
  }
  if (datatype.value !== xsd.string || !dateProperties.has(predicate.value)) return quad;
  const form = dateForms.find(([pattern]) => pattern.test(value));
  return form === undefined ? quad : literal(value, form[1]);
}
