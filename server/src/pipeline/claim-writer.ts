import { createHash } from 'node:crypto';
import type { Json, Mapping, Source, SourceSet } from '@carrefour/harvesters';
import { recordAgreement, splitPersons } from '@carrefour/harvesters';
import type { Checker } from '@carrefour/shapes';
import type { CheckResult, ClaimWrite } from '../domain/claim.ts';
import { toNQuads } from '../domain/quads.ts';
import { recordIri, type RecordRef } from '../domain/record-ref.ts';
import { nameThings, type NamedThings } from '../identify/name-things.ts';
import type { PersonEntry } from '../ledger/ledger.ts';

/** What making claims of one set needs. */
export interface ClaimRules {
  readonly source: Source;
  readonly set: SourceSet;
  readonly mapping: Mapping;
  readonly checker: Checker;
}

type Payload = { readonly [name: string]: Json };

/** A record with its persons apart, ready to be compared with what the ledger has. */
export interface SplitRecord {
  readonly record: RecordRef;
  readonly locator: string;
  readonly payload: Payload;
  readonly persons: readonly PersonEntry[];
  readonly fingerprint: string;
}

/** split: takes personal data out of a payload and gives the record its fingerprint. */
export function splitRecord(
  { source, set, mapping, checker }: ClaimRules,
  sent: { key: string; locator: string; payload: Payload },
): SplitRecord {
  const record = { source: source.id, set: set.name, key: sent.key.normalize('NFC') };
  const { payload, persons } = splitPersons(sent.payload, { fields: set.persons });
  const narrowing = JSON.stringify(set.agreement ?? null);
  const rights = [source.agreement, narrowing, source.licence, source.rank, source.language];
  return {
    record,
    locator: sent.locator,
    payload,
    persons: persons.map((person) => ({ record, ...person })),
    fingerprint: hash([JSON.stringify(payload), mapping.version, checker.version, ...rights].join('\0')),
  };
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** A claim with how its mapping used the payload's fields. */
export interface WrittenClaim {
  readonly claim: ClaimWrite;
  readonly fields: readonly string[];
  readonly unmapped: readonly string[];
}

/** map → check: what a record says, in the shared vocabulary, and whether it may be published. */
export async function writeClaim(
  { source, set, mapping, checker }: ClaimRules,
  { record, locator, payload, fingerprint }: SplitRecord,
): Promise<WrittenClaim> {
  const mapped = mapping.map(payload, { base: recordIri(record), language: source.language });
  const named = await nameThings(mapped.quads, record);
  const checked = await checker.check(named.quads);
  const rights = recordAgreement({ source, set }, payload);
  const report = [
    ...(named.things.length === 0 ? [describesNothing(record)] : []),
    ...checked.results,
    ...mapped.problems.map((problem) => problemResult(problem, record)),
    ...named.foreign.map((subject) => foreignResult(subject, record)),
    ...(rights.unlisted === undefined ? [] : [unlistedResult(rights.unlisted, record)]),
  ];
  const isPublishable = checked.conforms && named.things.length > 0;
  return {
    claim: {
      record,
      locator,
      payload: JSON.stringify(payload),
      graph: toNQuads(named.quads),
      ...thingsOf(named),
      fingerprint,
      outcome: isPublishable ? 'publishable' : 'quarantined',
      report,
      agreement: rights.agreement,
      licence: source.licence,
      rank: source.rank,
    },
    fields: mapped.fields,
    unmapped: mapped.unmapped,
  };
}

function thingsOf({ things, links }: NamedThings): Pick<ClaimWrite, 'things' | 'links'> {
  return { things, links };
}

function describesNothing(record: RecordRef): CheckResult {
  return {
    severity: 'violation',
    focusNode: recordIri(record),
    message: {
      fr: 'La fiche ne décrit rien : il lui manque au moins un nom et une nature (projet, organisation…).',
      en: 'The record describes nothing: it lacks at least a name and a kind (project, organization…).',
    },
  };
}

function problemResult(
  { field, message }: { field: string; message: Readonly<Record<string, string>> },
  record: RecordRef,
): CheckResult {
  return { severity: 'warning', focusNode: recordIri(record), path: field, message };
}

function foreignResult(subject: string, record: RecordRef): CheckResult {
  return {
    severity: 'warning',
    focusNode: recordIri(record),
    value: subject,
    message: {
      fr: `Rien ne relie « ${subject} » à la fiche : ce qui en est dit a été laissé de côté.`,
      en: `Nothing links “${subject}” to the record: what is said of it was left out.`,
    },
  };
}

function unlistedResult(text: string, record: RecordRef): CheckResult {
  return {
    severity: 'warning',
    focusNode: recordIri(record),
    value: text,
    message: {
      fr: `« ${text} » ne dit pas ce que la fiche autorise : listez-le sous « agreement » dans source.yaml. Le plus étroit est retenu.`,
      en: `“${text}” does not say what the record allows: list it under “agreement” in source.yaml. The narrowest is taken.`,
    },
  };
}
