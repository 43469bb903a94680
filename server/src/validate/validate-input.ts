import { recordIri } from '../domain/record-ref.ts';
import type { validationProfiles } from '../domain/validation.ts';
import { type ValidationInput, type ValidationReport } from '../domain/validation.ts';
import type { ElectionRules } from '../elect/publication.ts';
import { groupByCause, type Finding } from './finding.ts';
import { previewOf } from './preview.ts';
import { formatOf, readInput, type ReadInput } from './read-input.ts';
import type { SourceLines } from './source-lines.ts';
import type { InputBounds } from './validator.ts';
import { thingNodes, wordFindings } from './word-findings.ts';

/** The record that an input stands for; nothing of it ever enters the ledger. */
const record = { source: 'validateur', set: 'essai', key: 'fiche' };

const counted = {
  publishable: ['violation'],
  good: ['violation', 'warning'],
  excellent: ['violation', 'warning', 'info'],
} as const;

/**
 * Reads an input, checks it as ingest would, and says what is wrong where. Whatever the input is, the answer is a report;
 * rejects with AppError `too-large` only.
 */
export async function validateInput(
  input: ValidationInput,
  { rules, bounds }: { rules: ElectionRules; bounds: InputBounds },
): Promise<ValidationReport> {
  const base = recordIri(record);
  const format = formatOf(input);
  const read = await readInput(input, { format, base, bounds });
  const nodes = inOrderOfLines(thingNodes(read.quads), read.lines);
  const findings = await findingsOf(read, { nodes, base, rules });
  const conforms = (profile: (typeof validationProfiles)[number]): boolean =>
    !findings.some(({ severity }) => (counted[profile] as readonly string[]).includes(severity));
  return {
    format,
    profile: input.profile,
    conforms: conforms(input.profile),
    profiles: {
      publishable: conforms('publishable'),
      good: conforms('good'),
      excellent: conforms('excellent'),
    },
    quads: read.quads.length,
    things: nodes.length,
    causes: groupByCause(findings),
    preview: await previewOf(read.quads, { nodes, record, rules }),
  };
}

async function findingsOf(
  { quads, lines, findings }: ReadInput,
  { nodes, base, rules }: { nodes: readonly string[]; base: string; rules: ElectionRules },
): Promise<Finding[]> {
  const words = wordFindings(quads, base);
  const { results } = await rules.checker.check(quads, { profile: 'excellent' });
  const checked = results.map(({ sourceShape, ...result }): Finding => ({ cause: sourceShape, ...result }));
  const isSilent =
    nodes.length === 0 && ![...findings, ...words].some(({ severity }) => severity === 'violation');
  const all = [...findings, ...words, ...checked, ...(isSilent ? [describesNothing] : [])];
  return all.map((finding) => asWritten(located(finding, lines), base));
}

function inOrderOfLines(nodes: readonly string[], lines: SourceLines): string[] {
  const lineOf = (focusNode: string): number => lines.lineOf({ focusNode }) ?? Number.MAX_SAFE_INTEGER;
  return [...nodes].sort((a, b) => lineOf(a) - lineOf(b));
}

function located(finding: Finding, lines: SourceLines): Finding {
  if (finding.line !== undefined || finding.focusNode === undefined) return finding;
  const { focusNode, path, value } = finding;
  const line = lines.lineOf({ focusNode, path, value });
  return line === undefined ? finding : { ...finding, line };
}

/** Names relative to the input are told as they were written: the base is ours. */
function asWritten(finding: Finding, base: string): Finding {
  const folder = base.slice(0, base.lastIndexOf('/') + 1);
  const written = (iri: string): string =>
    iri.startsWith(`${base}#`)
      ? iri.slice(base.length)
      : iri.startsWith(folder)
        ? iri.slice(folder.length)
        : iri;
  const { focusNode, value } = finding;
  return {
    ...finding,
    ...(focusNode === undefined ? {} : { focusNode: written(focusNode) }),
    ...(value === undefined ? {} : { value: written(value) }),
  };
}

const describesNothing: Finding = {
  cause: 'describes-nothing',
  severity: 'violation',
  line: 1,
  message: {
    fr: 'Rien n’est décrit ici : donnez au moins une nature ("type": "Innovation", "Organization"…) et un nom.',
    en: 'Nothing is described here: give at least a kind ("type": "Innovation", "Organization"…) and a name.',
  },
};
