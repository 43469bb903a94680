import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describe as describeQuads } from '../../src/domain/description.ts';
import type { Claim } from '../../src/domain/claim.ts';
import { fromNQuads, toNQuads } from '../../src/domain/quads.ts';
import type { Audience } from '../../src/domain/rights.ts';
import { thingId, thingIri } from '../../src/domain/thing-id.ts';
import { elect } from '../../src/elect/elect.ts';
import { voiceOf, type Voice } from '../../src/elect/voice.ts';
import { claimSaying, record } from './claims.ts';

const canonical = thingId(record('a'), 'it');
const root = thingIri(canonical);

function voices(claims: readonly Claim[], audience: Audience = 'shown', rehearsal = false): Voice[] {
  const members = claims.map((claim) => thingId(claim.record, 'it'));
  return claims.flatMap(
    (claim, index) =>
      voiceOf(
        { claim, member: members[index] ?? '', quads: fromNQuads(claim.graph) },
        {
          audience,
          rehearsal,
          isAlone: claims.length === 1,
          canonicalOf: (thing) => (members.includes(thing) ? canonical : undefined),
        },
      ) ?? [],
  );
}

const first = await claimSaying(
  record('a'),
  `<#it> a car:Innovation ; schema:name "Garage solidaire"@fr ; schema:description "Réparer."@fr ; dct:subject theme:MOB ;
     car:implementedIn <#place-1> . <#place-1> schema:name "Guéret" ; schema:address <#place-1-address> .
     <#place-1-address> schema:postalCode "23000" .`,
  { rank: 10 },
);
const second = await claimSaying(
  record('b'),
  `<#it> a car:Solution ; schema:name "Le garage pour tous"@fr , "Garage for all"@en ; dct:subject theme:SOL ;
     car:need "Se déplacer."@fr ; car:implementedIn <#place-1> . <#place-1> schema:name "La Souterraine" .`,
  { rank: 20 },
);

describe('an election', () => {
  it('gives each property and language to the best voice that has one', () => {
    const { quads, kind } = elect(canonical, voices([first, second])) ?? { quads: [], kind: '' };
    const said = describeQuads(quads);
    expect(kind).toBe('innovation');
    expect(said.byLanguage(root, 'https://schema.org/name')).toEqual({
      fr: 'Garage solidaire',
      en: 'Garage for all',
    });
    expect(said.byLanguage(root, 'https://w3id.org/carrefour/ns#need')).toEqual({ fr: 'Se déplacer.' });
  });

  it('keeps the themes of all, and the places of the winner only, with their addresses', () => {
    const { quads } = elect(canonical, voices([first, second])) ?? { quads: [] };
    const said = describeQuads(quads);
    expect(said.objects(root, 'http://purl.org/dc/terms/subject')).toHaveLength(2);
    const places = said.objects(root, 'https://w3id.org/carrefour/ns#implementedIn');
    expect(places).toEqual([`${root}#${thingId(record('a'), 'it')}-place-1`]);
    expect(toNQuads(quads)).toContain('"23000"');
    expect(toNQuads(quads)).not.toContain('La Souterraine');
  });

  it('publishes one kind, the best voice’s', () => {
    const { quads } = elect(canonical, voices([first, second])) ?? { quads: [] };
    expect(toNQuads(quads)).not.toContain('Solution');
  });

  it('does not depend on the order of arrival', () => {
    const claims = [first, second];
    const text = toNQuads(elect(canonical, voices(claims))?.quads ?? []);
    fc.assert(
      fc.property(fc.shuffledSubarray(claims, { minLength: claims.length }), (shuffled) => {
        expect(toNQuads(elect(canonical, voices(shuffled))?.quads ?? [])).toBe(text);
      }),
    );
  });

  it('is not held without a voice', () => {
    expect(elect(canonical, [])).toBeUndefined();
  });
});

describe('what an agreement lets through', () => {
  const saying = `<#it> a car:Innovation ; schema:name "Nom"@fr ; schema:description "Long texte"@fr ; dct:subject theme:MOB ;
    schema:url <https://partner.example/1> ; car:implementedIn <#p> . <#p> schema:latitude "46.1"^^xsd:decimal .`;

  it('is a name, a place, themes and the link for link-only', async () => {
    const [voice] = voices([await claimSaying(record('a'), saying, { agreement: 'link-only' })]);
    const text = toNQuads(voice?.quads ?? []);
    expect(text).toContain('"Nom"@fr');
    expect(text).toContain('partner.example/1');
    expect(text).toContain('46.1');
    expect(text).not.toContain('Long texte');
  });

  it('is nothing open for display, and nothing at all for none outside a rehearsal', async () => {
    const display = await claimSaying(record('a'), saying, { agreement: 'display' });
    const none = await claimSaying(record('a'), saying, { agreement: 'none' });
    expect(voices([display], 'shown')).toHaveLength(1);
    expect(voices([display], 'open')).toEqual([]);
    expect(voices([none], 'shown')).toEqual([]);
    expect(voices([none], 'shown', true)).toHaveLength(1);
    expect(voices([none], 'open', true)).toEqual([]);
  });

  it('leaves no link to a thing of which the audience learns nothing', async () => {
    const claim = await claimSaying(
      record('a'),
      '<#it> a car:Innovation ; schema:name "Nom"@fr ; car:carrier <urn:x> , <#carrier> . <#carrier> a org:Organization .',
    );
    const text = toNQuads(voices([claim])[0]?.quads ?? []);
    expect(text).toContain('urn:x');
    expect(text).not.toContain(thingId(record('a'), 'carrier'));
  });
});
