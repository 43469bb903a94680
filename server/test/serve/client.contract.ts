import { expect, test } from 'vitest';
import type {
  CarrefourClient,
  ConceptPage,
  OntologyPage,
  SchemePage,
  TermPage,
  ThemePage,
} from '../../src/contract.ts';
import { base, ids } from './fixture.ts';

/** What every client promises to pages, whatever lies between it and the data; run over the fixture's docs. */
export function describeClientContract(open: () => CarrefourClient): void {
  const ask = (query: string) => open().search(new URLSearchParams(query), 'fr');

  test('a search gives hits with title, page path, IRI and the counts of every facet', async () => {
    const page = await ask('theme=EMP');
    expect(page.total).toBe(1);
    expect(page.hits[0]).toMatchObject({
      id: ids.garage,
      iri: `${base}/id/${ids.garage}`,
      path: `/fiche/${ids.garage}-garage-solidaire`,
      title: 'Garage solidaire',
      year: 2019,
      carrier: { id: ids.carrier },
    });
    expect(page.years).toEqual([{ year: 2019, count: 1 }]);
    expect(page.facets.theme).toContainEqual(
      expect.objectContaining({ value: 'EMP', count: 1, isSelected: true }),
    );
    expect(page.facets.territory.find(({ value }) => value === 'departement-23')?.label).toBe('Creuse');
  });

  test('words found are marked, and the extract is cut around them', async () => {
    const [hit] = (await ask('q=répare')).hits;
    expect(hit?.extract.some(({ text, isMatch }) => isMatch && text === 'répare')).toBe(true);
    expect(hit?.extract.map(({ text }) => text).join('').length).toBeLessThan(260);
  });

  test('a title missing in the reader’s language is given in the one there is', async () => {
    const page = await open().search(new URLSearchParams('kind=organization'), 'en');
    expect(page.hits[0]).toMatchObject({ title: 'Association du Garage', lang: 'fr' });
    expect(page.facets.kind.map(({ label }) => label)).toContain('Organisation');
  });

  test('unknown values are left out and reported, unknown parameters ignored', async () => {
    const page = await ask('theme=NOPE&territory=departement-99&source=nobody&kind=shop&licence=x&foo=1');
    expect(page.total).toBe(3);
    expect(page.unknownValues.map(({ parameter }) => parameter).sort()).toEqual(
      ['kind', 'licence', 'source', 'territory', 'theme'].sort(),
    );
  });

  test('an empty result says how many there would be without each filter', async () => {
    const page = await ask('q=garage&source=exemple-b');
    expect(page.total).toBe(0);
    expect(page.relaxations).toEqual([
      { parameter: 'source', value: 'exemple-b', label: 'Exemple exemple-b', count: 2 },
      { parameter: 'q', value: 'garage', label: 'garage', count: 1 },
    ]);
  });

  test('a facet is searched by its labels, whatever its own selection', async () => {
    const facet = (parameter: string, query: string) =>
      open().facet(parameter, new URLSearchParams(query), 'fr');
    expect(await facet('theme', 'text=insertion')).toEqual({
      parameter: 'theme',
      total: 1,
      values: [{ value: 'EMP', label: 'Emploi et insertion', count: 1, isSelected: false }],
      unknownValues: [],
    });
    expect(await facet('source', 'text=EXEMPLE-B&source=exemple-a&kind=innovation')).toMatchObject({
      values: [{ value: 'exemple-b', label: 'Exemple exemple-b', count: 1, isSelected: false }],
    });
    expect(await facet('theme', 'text=emploi&q=épicerie')).toMatchObject({ total: 0, values: [] });
    expect(await facet('theme', 'text=travail')).toMatchObject({ values: [{ value: 'EMP' }] });
    expect(await facet('shape', 'text=emploi')).toBeUndefined();
    await expect(facet('theme', `text=${'a'.repeat(301)}`)).rejects.toMatchObject({ code: 'wrong-request' });
  });

  test('a facet that is a tree is opened level by level', async () => {
    const below = async (parent: string) =>
      (await open().facet('territory', new URLSearchParams({ parent }), 'fr'))?.values ?? [];
    expect(await below('country-FR')).toMatchObject([{ value: 'region-75', within: 'France' }]);
    expect(await below('region-75')).toEqual([
      {
        value: 'departement-23',
        label: 'Creuse',
        count: 1,
        parent: 'region-75',
        within: 'Nouvelle-Aquitaine',
        isSelected: false,
      },
    ]);
    expect(await below('departement-23')).toEqual([]);
  });

  test('a sentence that finds nothing is answered with what it may mean, and how many that finds', async () => {
    const page = await ask('q=personne ne trouve du travail par chez nous&kind=innovation');
    const filters = [{ parameter: 'theme', value: 'EMP', label: 'Emploi et insertion' }];
    expect(page).toMatchObject({ total: 0, leads: [], alternatives: [{ filters, count: 1 }] });
    expect(await ask('q=travail')).toMatchObject({ leads: [], alternatives: [] });
  });

  test('a bound that is passed rejects with a code and a message', async () => {
    await expect(ask(`q=${'a'.repeat(301)}`)).rejects.toMatchObject({ code: 'wrong-request' });
    await expect(ask('page=200&per=100')).rejects.toMatchObject({ code: 'wrong-request' });
  });

  test('a cluster of one thing has its title and page', async () => {
    const page = await open().clusters(new URLSearchParams('bbox=-5,41,10,51&z=6'), 'fr');
    expect(page.clusters[0]).toMatchObject({ thing: ids.garage, title: 'Garage solidaire' });
  });

  test('a search is told in SPARQL, its words and filters as patterns', async () => {
    const { query } = await open().sparql(
      new URLSearchParams('q=le "garage"&theme=EMP&kind=innovation'),
      'fr',
    );
    expect(query).toContain('?thing car:matches "le \\"garage\\"" .');
    expect(query).toContain('skos:broader* ?themeAsked');
    expect(query).not.toContain('carrefour.invalid');
  });

  test('completion starts at two characters', async () => {
    expect(await open().complete('g', 'fr')).toEqual([]);
    expect(await open().complete('gar', 'fr')).toHaveLength(1);
  });

  test('a thing’s page holds its doc, the words of its codes and the things that name it', async () => {
    const page = await open().thing(ids.garage, 'fr');
    expect(page).toMatchObject({
      outcome: 'published',
      path: `/fiche/${ids.garage}-garage-solidaire`,
      labels: { territories: { 'departement-23': 'Creuse' }, countries: { FR: 'France' } },
      linkPaths: { [ids.carrier]: `/organisation/${ids.carrier}-association-du-garage` },
    });
    const carrier = await open().thing(ids.carrier, 'fr');
    expect(carrier).toMatchObject({ linkedFromTotal: 1, linkedFrom: [{ id: ids.garage }] });
  });

  test('an id that is no longer a page says what became of it', async () => {
    expect(await open().thing(ids.merged, 'fr')).toEqual({
      outcome: 'merged',
      into: ids.garage,
      path: `/fiche/${ids.garage}-garage-solidaire`,
    });
    expect(await open().thing(ids.withdrawn, 'fr')).toEqual({
      outcome: 'withdrawn',
      at: '2026-03-01T00:00:00Z',
      reason: 'its source deleted it',
    });
    expect(await open().thing(ids.erased, 'fr')).toMatchObject({ outcome: 'erased' });
    expect(await open().thing(ids.unknown, 'fr')).toEqual({ outcome: 'unknown' });
    expect(await open().thing('../etc', 'fr')).toEqual({ outcome: 'unknown' });
  });

  test('entries like a thing come with the reasons in the reader’s language', async () => {
    expect(await open().similar(ids.garage, 'fr')).toMatchObject({
      outcome: 'published',
      similar: [
        {
          hit: { id: ids.closed, title: 'Épicerie' },
          reasons: [
            { because: 'words', words: ['prix'] },
            { because: 'theme', value: 'EMP', label: 'Emploi et insertion' },
            { because: 'territory', value: 'departement-23', label: 'Creuse' },
          ],
        },
      ],
    });
    expect(await open().similar(ids.carrier, 'fr')).toEqual({ outcome: 'published', similar: [] });
    expect(await open().similar(ids.merged, 'fr')).toMatchObject({ outcome: 'merged', into: ids.garage });
    expect(await open().similar(ids.erased, 'fr')).toMatchObject({ outcome: 'erased' });
    expect(await open().similar('../etc', 'fr')).toEqual({ outcome: 'unknown' });
  });

  test('home shows figures, the latest innovations and the sources that are enabled or have records', async () => {
    const home = await open().home('fr');
    expect(home).toMatchObject({ total: 3, kinds: { innovation: 2, organization: 1 } });
    expect(home.latest.map(({ kind }) => kind)).toEqual(['innovation', 'innovation']);
    expect(home.sources.map(({ id, read }) => [id, read])).toEqual([
      ['exemple-a', 4],
      ['exemple-b', 0],
    ]);
    expect(await open().sources('fr')).toEqual(home.sources);
  });

  test('a source’s page tells what became of its records, and how good its entries are', async () => {
    const page = await open().source('exemple-a', 'fr');
    expect(page).toMatchObject({
      path: '/source/exemple-a',
      iri: `${base}/id/source/exemple-a`,
      read: 4,
      published: 2,
      quarantined: 1,
      grouped: 0,
      failed: 1,
      quality: { things: 3, measures: { overall: 64 }, fixes: [{ constraint: 'need-given', things: 2 }] },
    });
    expect(await open().source('exemple-b', 'fr')).not.toHaveProperty('quality');
    for (const id of ['exemple-c', 'nobody', '../etc']) expect(await open().source(id, 'fr')).toBeUndefined();
  });

  test('a validation is kept with its report, and found again by its id', async () => {
    const checked = await open().validate({ text: '{', format: 'jsonld', profile: 'good' }, 'fr');
    expect(checked).toMatchObject({ path: `/valider/${checked.id}`, input: { text: '{' } });
    expect(checked.report).toMatchObject({ conforms: false, causes: [{ cause: 'unreadable' }] });
    expect(await open().validation(checked.id, 'fr')).toEqual(checked);
    expect(await open().validation('nobody-knows-this-one-', 'fr')).toBeUndefined();
  });

  test('a validation of nothing, or of an address that cannot be read, rejects with what to do', async () => {
    await expect(open().validate({ profile: 'good' }, 'fr')).rejects.toMatchObject({ code: 'wrong-request' });
    const closed = { url: 'https://elsewhere.example/', profile: 'good' } as const;
    await expect(open().validate(closed, 'fr')).rejects.toMatchObject({ code: 'wrong-request' });
  });

  test('the vocabulary tells what it describes and the lists that it takes its concepts from', async () => {
    const page = await open().vocabulary('/ns');
    expect(page).toMatchObject({ kind: 'ontology', title: { en: 'Carrefour vocabulary' } });
    const { terms, schemes } = page as OntologyPage;
    expect(terms.find(({ name }) => name === 'car:Innovation')).toMatchObject({ type: 'class' });
    expect(schemes.find(({ scheme }) => scheme === 'sdg')).toMatchObject({ size: 17 });
  });

  test('a term tells where it may be used, what it leads to, and how others name it', async () => {
    const carrier = await open().vocabulary('/ns/carrier');
    expect(carrier).toMatchObject({ kind: 'term', type: 'relation', label: { fr: 'porteur' } });
    const { usedBy, range, alignments, example } = carrier as TermPage;
    expect(usedBy).toContainEqual(expect.objectContaining({ path: '/ns/Innovation' }));
    expect(range.map(({ name }) => name)).toEqual(['org:Organization']);
    expect(alignments).toContainEqual(expect.objectContaining({ kind: 'close' }));
    expect(example).toContain('car:carrier');
    const { properties, leadingHere } = (await open().vocabulary('/ns/Solution')) as TermPage;
    expect(properties.map(({ name }) => name)).toContain('schema:name');
    expect(leadingHere.map(({ name }) => name)).toEqual(['car:implements']);
  });

  test('a concept tells its place, its other names and its entries, narrower ones included', async () => {
    const page = (await open().vocabulary('/concept/theme/EMP')) as ConceptPage;
    expect(page).toMatchObject({
      kind: 'concept',
      label: { fr: 'Emploi et insertion' },
      entries: 1,
      broader: [],
    });
    const [narrower] = page.narrower;
    const below = (await open().vocabulary(narrower?.path ?? '')) as ConceptPage;
    expect(below.broader.map(({ code }) => code)).toEqual(['EMP']);
    expect(await open().vocabulary('/concept/role/HOST')).not.toHaveProperty('entries');
    const scheme = (await open().vocabulary('/concept/theme')) as SchemePage;
    expect(scheme.concepts.find(({ code }) => code === 'EMP')).toMatchObject({ entries: 1 });
  });

  test('themes come in two levels with their entries, at the addresses of their own pages', async () => {
    const { themes, title } = await open().themes();
    expect(title.fr).toBe('Thèmes');
    expect(themes.find(({ code }) => code === 'EMP')).toMatchObject({
      path: '/theme/EMP-emploi-et-insertion',
      entries: 1,
    });
    expect(themes.find(({ broader }) => broader === 'EMP')?.path).toMatch(/^\/theme\/EMP-/);
  });

  test('a theme tells its words, its neighbours, and what and where its entries are', async () => {
    const page = await open().theme('EMP', 'fr');
    expect(page).toMatchObject({
      outcome: 'known',
      path: '/theme/EMP-emploi-et-insertion',
      conceptPath: '/concept/theme/EMP',
      total: 1,
      kinds: { innovation: 1 },
      departements: [{ value: 'departement-23', label: 'Creuse', count: 1 }],
      countries: [{ value: 'country-FR', label: 'France', count: 1 }],
      solutionsTotal: 0,
      latest: [{ id: ids.garage }],
    });
    const [below] = (page as ThemePage).narrower;
    expect(below?.path).toMatch(/^\/theme\/EMP-[A-Z]+-/);
    const narrower = await open().theme(below?.path.replace('/theme/', '') ?? '', 'en');
    expect(narrower).toMatchObject({ broader: [{ path: '/theme/EMP-emploi-et-insertion' }], total: 0 });
  });

  test('a theme is found by its code whatever follows it; else those that may be meant are named', async () => {
    for (const name of ['EMP-anything-else', 'emp', 'EMP-emploi-et-insertion'])
      expect(await open().theme(name, 'fr'), name).toMatchObject({ code: 'EMP' });
    const lost = await open().theme('XYZ-alimentation', 'fr');
    expect(lost.outcome === 'unknown' && lost.closest[0]).toMatchObject({ path: '/theme/ALI-alimentation' });
    expect(await open().theme('0', 'fr')).toEqual({ outcome: 'unknown', closest: [] });
  });

  test('an address where nothing stands names those that may be meant', async () => {
    expect(await open().vocabulary('/ns/Inovation')).toMatchObject({
      kind: 'unknown',
      closest: [{ path: '/ns/Innovation', label: { fr: 'Innovation sociale' } }],
    });
    expect(await open().vocabulary('/elsewhere')).toEqual({ kind: 'unknown', closest: [] });
  });
}
