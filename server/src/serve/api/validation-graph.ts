import { pointers, rdf, schema, shacl, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import type { KeptValidation, ValidationCause, ValidationPlace } from '../../domain/validation.ts';

const severities: Readonly<Record<ValidationCause['severity'], string>> = {
  violation: shacl.Violation,
  warning: shacl.Warning,
  info: shacl.Info,
};

/**
 * A report as SHACL §3.6 writes it, one result a place, with the line of the input (`ptr:lineNumber`). Nodes with
 * relative names are named below the report.
 */
export function validationGraph({ report }: Pick<KeptValidation, 'report'>, iri: string): Quad[] {
  const node = DataFactory.namedNode(iri);
  return [
    DataFactory.quad(node, DataFactory.namedNode(rdf.type), DataFactory.namedNode(shacl.ValidationReport)),
    DataFactory.quad(
      node,
      DataFactory.namedNode(shacl.conforms),
      DataFactory.literal(String(report.conforms), DataFactory.namedNode(xsd.boolean)),
    ),
    ...report.causes.flatMap((cause, index) =>
      cause.places.flatMap((place, at) => {
        const result = DataFactory.blankNode(`r${String(index)}-${String(at)}`);
        return [
          DataFactory.quad(node, DataFactory.namedNode(shacl.result), result),
          ...resultQuads(result, { cause, place, iri }),
        ];
      }),
    ),
  ];
}

function resultQuads(
  result: Quad['subject'],
  { cause, place, iri }: { cause: ValidationCause; place: ValidationPlace; iri: string },
): Quad[] {
  const { focusNode, path, value, line } = place;
  const say = (property: string, object: Quad['object']): Quad =>
    DataFactory.quad(result, DataFactory.namedNode(property), object);
  const isIri = (text: string): boolean => /^[a-z][\w+.-]*:[^\s<>"{}|\\^`]+$/i.test(text);
  return [
    say(rdf.type, DataFactory.namedNode(shacl.ValidationResult)),
    say(shacl.resultSeverity, DataFactory.namedNode(severities[cause.severity])),
    say(schema.identifier, DataFactory.literal(cause.cause)),
    ...Object.entries(cause.message).map(([lang, text]) =>
      say(shacl.resultMessage, DataFactory.literal(text, lang)),
    ),
    ...(focusNode === undefined
      ? []
      : [say(shacl.focusNode, DataFactory.namedNode(isIri(focusNode) ? focusNode : iri + focusNode))]),
    ...(path !== undefined && isIri(path) ? [say(shacl.resultPath, DataFactory.namedNode(path))] : []),
    ...(value === undefined
      ? []
      : [say(shacl.value, isIri(value) ? DataFactory.namedNode(value) : DataFactory.literal(value))]),
    ...(line === undefined
      ? []
      : [say(pointers.lineNumber, DataFactory.literal(String(line), DataFactory.namedNode(xsd.integer)))]),
  ];
}
