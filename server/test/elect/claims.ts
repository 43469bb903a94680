import { Parser } from 'n3';
import type { Claim } from '../../src/domain/claim.ts';
import { toNQuads } from '../../src/domain/quads.ts';
import { recordIri, type RecordRef } from '../../src/domain/record-ref.ts';
import { nameThings } from '../../src/identify/name-things.ts';

export function record(source: string, key = 'p1'): RecordRef {
  return { source, set: 'projets', key };
}

/** A claim that says some Turtle, with names relative to its record. */
export async function claimSaying(
  ref: RecordRef,
  turtle: string,
  more: Partial<Pick<Claim, 'agreement' | 'rank' | 'since' | 'isStale'>> = {},
): Promise<Claim> {
  const prefixes = `@base <${recordIri(ref)}>.
    @prefix car: <https://w3id.org/carrefour/ns#>. @prefix schema: <https://schema.org/>.
    @prefix org: <http://www.w3.org/ns/org#>. @prefix dct: <http://purl.org/dc/terms/>.
    @prefix theme: <https://w3id.org/carrefour/concept/theme/>. @prefix xsd: <http://www.w3.org/2001/XMLSchema#>.`;
  const { quads, things, links } = await nameThings(new Parser().parse(`${prefixes}\n${turtle}`), ref);
  return {
    record: ref,
    locator: 'test',
    payload: '{}',
    graph: toNQuads(quads),
    things,
    links,
    fingerprint: 'f',
    outcome: 'publishable',
    report: [],
    agreement: 'open',
    licence: 'https://example.org/licence',
    rank: 50,
    version: 1,
    since: '2026-11-01T00:00:00Z',
    isStale: false,
    ...more,
  };
}
