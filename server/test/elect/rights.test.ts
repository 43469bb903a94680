import { createChecker } from '@carrefour/shapes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/domain/claim.ts';
import { recordIri, type RecordRef } from '../../src/domain/record-ref.ts';
import { agreements, type Agreement } from '../../src/domain/rights.ts';
import { thingId, type ThingId } from '../../src/domain/thing-id.ts';
import { noDecisions } from '../../src/elect/thing-facts.ts';
import type { ClusterClaims } from '../../src/elect/thing-facts.ts';
import { publicationOf, type ElectionRules } from '../../src/elect/publication.ts';
import { claimSaying } from './claims.ts';

const checker = await createChecker();

/** Everything that a record says carries a mark of its own, so that a leak shows wherever it comes out. */
interface Drawn {
  readonly agreement: Agreement;
  /** Innovations of one number, and organizations of one number, are one thing. */
  readonly group: number;
  /** Which of the organizations an innovation names as its carrier. */
  readonly carrier: number;
  readonly hasPlace: boolean;
}

const anyRecord: fc.Arbitrary<Drawn> = fc.record({
  agreement: fc.constantFrom(...agreements),
  group: fc.nat({ max: 2 }),
  carrier: fc.nat({ max: 9 }),
  hasPlace: fc.boolean(),
});

const anySetting = fc.record({
  innovations: fc.array(anyRecord, { minLength: 1, maxLength: 4 }),
  organizations: fc.array(anyRecord, { minLength: 1, maxLength: 4 }),
  rehearsal: fc.boolean(),
});

function refOf(kind: string, index: number): RecordRef {
  return { source: `source-${markOf(kind, index)}`, set: 'fiches', key: markOf(kind, index) };
}

function markOf(kind: string, index: number): string {
  return `${kind}${String(index)}x`;
}

function turtleOf(
  kind: 'inno' | 'orga',
  index: number,
  { drawn, carrier }: { drawn: Drawn; carrier: string },
) {
  const mark = markOf(kind, index);
  const link = kind === 'inno' ? `; car:carrier <${carrier}>` : '';
  const place = kind === 'inno' ? 'car:implementedIn' : 'car:seat';
  return `<#it> a ${kind === 'inno' ? 'car:Innovation' : 'org:Organization'} ; schema:name "nom ${mark}"@fr ;
    schema:description "texte ${mark}"@fr ; schema:email "contact@${mark}.example" ;
    schema:url <https://${mark}.example/> ; schema:keywords "mot ${mark}" ${link}
    ${drawn.hasPlace ? `; ${place} <#place-1>` : ''} .
    <#place-1> a schema:Place ; schema:name "lieu ${mark}" ; schema:address <#place-1-address> .
    <#place-1-address> schema:postalCode "${mark}" .`;
}

interface Said {
  readonly claim: Claim;
  readonly mark: string;
  readonly group: string;
}

async function saidBy(
  kind: 'inno' | 'orga',
  drawn: readonly Drawn[],
  carriers: readonly string[],
): Promise<Said[]> {
  return Promise.all(
    drawn.map(async (one, index) => {
      const mark = markOf(kind, index);
      const carrier = carriers[one.carrier % Math.max(carriers.length, 1)] ?? '';
      const claim = await claimSaying(refOf(kind, index), turtleOf(kind, index, { drawn: one, carrier }), {
        agreement: one.agreement,
        rank: index,
      });
      return { claim: { ...claim, licence: `licence ${mark}` }, mark, group: `${kind}${String(one.group)}` };
    }),
  );
}

function clustersOf(said: readonly Said[]): ClusterClaims[] {
  return [...Map.groupBy(said, ({ group }) => group).values()].map((members) => {
    const things = members.map(({ claim }) => ({ thing: thingId(claim.record, 'it'), claims: [claim] }));
    const [canonical = ''] = things.map(({ thing }) => thing).sort();
    return { canonical, members: things };
  });
}

/** Whatever is concluded rests on words: here on all of them, so that any word that comes out too far is seen. */
const inferFromAll: ElectionRules['infer'] = ({ title, texts }) => {
  const words = [title, ...texts].flatMap((text) => Object.values(text));
  const how = { confidence: 0.9, method: 'all-words/1', words };
  return {
    solutions: [{ id: 'solutionsolu', title: { fr: 'Une solution' }, ...how }],
    concepts: [{ scheme: 'theme', code: 'MOB', ...how }],
  };
};

const rules: Omit<ElectionRules, 'rehearsal'> = {
  checker,
  infer: inferFromAll,
  sourceName: (source) => `nom de ${source}`,
  locate: () =>
    Promise.resolve({
      answered: [],
      located: ({ lat: _lat, lon: _lon, region: _region, ...place }) => ({
        ...place,
        precision: 'commune',
        territories: place.postcode === undefined ? [] : [`departement-${place.postcode}`],
      }),
    }),
};

describe('what a partner allows', () => {
  it('holds wherever its words could come out: values, links, places, seats of carriers, provenance', async () => {
    await fc.assert(
      fc.asyncProperty(anySetting, async ({ innovations, organizations, rehearsal }) => {
        const carriers = organizations.map((_, index) => `${recordIri(refOf('orga', index))}#it`);
        const actors = await saidBy('orga', organizations, []);
        const projects = await saidBy('inno', innovations, carriers);
        const said = [...actors, ...projects];
        const clusters = clustersOf(said);
        const linked = new Map<ThingId, ClusterClaims>(
          clusters.flatMap((cluster) => cluster.members.map(({ thing }) => [thing, cluster] as const)),
        );
        for (const cluster of clusters) {
          const published = await publicationOf(
            { ...cluster, solutions: noDecisions, linked },
            { ...rules, rehearsal },
          );
          const graph = published?.graph ?? '';
          const doc = JSON.stringify(published?.doc ?? {});
          for (const { claim, mark } of said) {
            if (claim.agreement !== 'open') expect(graph).not.toContain(mark);
            if (claim.agreement === 'none' && !rehearsal) expect(doc).not.toContain(mark);
            if (claim.agreement !== 'link-only') continue;
            for (const kept of [`texte ${mark}`, `contact@${mark}`, `mot ${mark}`])
              expect(doc).not.toContain(kept);
          }
        }
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('lets what is open through, whatever stands beside it', async () => {
    const open: Drawn = { agreement: 'open', group: 0, carrier: 0, hasPlace: true };
    const closed: Drawn = { ...open, agreement: 'display' };
    const [actor] = await saidBy('orga', [closed], []);
    const projects = await saidBy('inno', [open, closed], [`${recordIri(refOf('orga', 0))}#it`]);
    const [cluster] = clustersOf(projects);
    const carrier = actor === undefined ? undefined : clustersOf([actor])[0];
    if (cluster === undefined || carrier === undefined) throw new Error('There is nothing to publish.');
    const linked = new Map([[carrier.canonical, carrier]]);
    const published = await publicationOf(
      { ...cluster, solutions: noDecisions, linked },
      { ...rules, rehearsal: false },
    );
    expect(published?.graph).toContain('texte inno0x');
    expect(published?.graph).toContain('departement-inno0x');
    expect(published?.graph).not.toContain('inno1x');
    expect(published?.graph).not.toContain(carrier.canonical);
    expect(published?.doc.links).toMatchObject([{ role: 'carrier', title: { fr: 'nom orga0x' } }]);
  });
});
