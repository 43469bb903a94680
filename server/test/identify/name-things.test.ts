import { Parser, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { toNQuads } from '../../src/domain/quads.ts';
import { recordIri } from '../../src/domain/record-ref.ts';
import { thingId, thingIri } from '../../src/domain/thing-id.ts';
import { nameThings } from '../../src/identify/name-things.ts';

const record = { source: 'exemple', set: 'projets', key: 'p1' };
const it1 = thingIri(thingId(record, 'it'));
const carrier = thingIri(thingId(record, 'carrier'));

function parse(turtle: string): Quad[] {
  const prefixes = `@base <${recordIri(record)}>.
    @prefix car: <https://w3id.org/carrefour/ns#>. @prefix schema: <https://schema.org/>. @prefix org: <http://www.w3.org/ns/org#>.`;
  return new Parser({ blankNodePrefix: '_:' }).parse(`${prefixes}\n${turtle}`);
}

describe('naming the things of a record', () => {
  it('gives a node typed as a kind its own id, and any other the name of the thing that leads to it', async () => {
    const named = await nameThings(
      parse(`<#it> a car:Innovation ; car:carrier <#carrier> ; car:implementedIn <#place-1> .
        <#place-1> a schema:Place ; schema:name "Guéret" .
        <#carrier> a org:Organization ; schema:name "Asso"@fr .`),
      record,
    );
    expect(named.things.map(({ local, kind }) => [local, kind])).toEqual([
      ['carrier', 'organization'],
      ['it', 'innovation'],
    ]);
    const text = toNQuads(named.quads);
    expect(text).toContain(`<${it1}> <https://w3id.org/carrefour/ns#implementedIn> <${it1}#place-1> .`);
    expect(text).toContain(`<${it1}#place-1> <https://schema.org/name> "Guéret" .`);
    expect(text).toContain(`<${carrier}> <https://schema.org/name> "Asso"@fr .`);
    expect(named.links).toEqual([{ from: thingId(record, 'it'), to: thingId(record, 'carrier') }]);
    expect(named.foreign).toEqual([]);
  });

  it('gives a place that two things share to each of them', async () => {
    const named = await nameThings(
      parse(`<#it> a car:Innovation ; car:implementedIn <#town> ; car:carrier <#carrier> .
        <#carrier> a org:Organization ; car:seat <#town> . <#town> a schema:Place ; schema:name "Lens" .`),
      record,
    );
    const subjects = named.quads
      .filter(({ object }) => object.value === 'Lens')
      .map(({ subject }) => subject.value);
    expect(subjects.sort()).toEqual([`${it1}#town`, `${carrier}#town`].sort());
  });

  it('turns the names of other records into the ids of their things', async () => {
    const other = { source: 'exemple', set: 'organisations', key: 'o/7' };
    const named = await nameThings(
      parse(`<#it> a car:Innovation ; car:carrier <${recordIri(other)}#it> .`),
      record,
    );
    expect(named.links).toEqual([{ from: thingId(record, 'it'), to: thingId(other, 'it') }]);
  });

  it('lets a record describe a thing of another record of its source, and of no other source', async () => {
    const programme = { source: 'exemple', set: 'programmes', key: 'prix' };
    const foreign = { source: 'autre', set: 'programmes', key: 'prix' };
    const named = await nameThings(
      parse(`<#it> a car:Innovation ; car:programme <../programmes/prix#it> , <${recordIri(foreign)}#it> .
        <../programmes/prix#it> a car:Programme ; schema:name "Prix"@fr .
        <${recordIri(foreign)}#it> a car:Programme ; schema:name "Usurpé"@fr .`),
      record,
    );
    expect(named.things.map(({ thing, local, kind }) => [thing, local, kind])).toEqual([
      [thingId(record, 'it'), 'it', 'innovation'],
      [thingId(programme, 'it'), 'programmes/prix#it', 'programme'],
    ]);
    expect(toNQuads(named.quads)).toContain(
      `<${thingIri(thingId(programme, 'it'))}> <https://schema.org/name> "Prix"@fr .`,
    );
    expect(toNQuads(named.quads)).not.toContain('Usurpé');
    expect(named.foreign).toEqual([`${recordIri(foreign)}#it`]);
  });

  it('leaves out what nothing leads to, and says so', async () => {
    const named = await nameThings(
      parse('<#it> a car:Innovation . <https://example.org/other> schema:name "Elsewhere" .'),
      record,
    );
    expect(named.foreign).toEqual(['https://example.org/other']);
    expect(toNQuads(named.quads)).not.toContain('Elsewhere');
  });

  it('names blank nodes by what is said of them, whatever their labels and order', async () => {
    const one = await nameThings(
      parse(`<#it> a car:Innovation ; car:implementedIn _:x , _:y . _:x schema:name "A" ; schema:address _:z .
        _:z schema:postalCode "23000" . _:y schema:name "B" .`),
      record,
    );
    const two = await nameThings(
      parse(`_:k schema:name "B" . _:m schema:postalCode "23000" . _:n schema:address _:m ; schema:name "A" .
        <#it> car:implementedIn _:k , _:n ; a car:Innovation .`),
      record,
    );
    expect(toNQuads(one.quads)).toBe(toNQuads(two.quads));
    expect(toNQuads(one.quads)).not.toContain('_:');
    expect(new Set(one.quads.map(({ subject }) => subject.value)).size).toBe(4);
  });

  it('keeps the name of a blank node when something else of the record changes', async () => {
    const place = '<#it> a car:Innovation ; car:implementedIn _:x . _:x schema:name "A" .';
    const before = await nameThings(parse(place), record);
    const after = await nameThings(parse(`${place} <#it> schema:name "Nouveau"@fr .`), record);
    const nodes = (quads: readonly Quad[]) =>
      quads.map(({ subject }) => subject.value).filter((name) => name.includes('#'));
    expect(new Set(nodes(after.quads))).toEqual(new Set(nodes(before.quads)));
  });
});
