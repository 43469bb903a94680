import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { thingId } from '../../src/domain/thing-id.ts';
import { freshData, runJson, type Environment } from './command-line.ts';
import { realData, withLedgerOf, type PrintedRun, type PrintedStatus } from './real-data.ts';

const folder = realData('cis-ffe-projects');
const minutes = 60_000;

function record(key: string) {
  return { source: 'cis-ffe-projects', set: 'projets', key };
}

/** Keys of the projects are numbers below 150; some of them were kept aside. */
const projects = Array.from({ length: 150 }, (_, index) => thingId(record(String(index + 1)), 'it'));

describe.skipIf(!existsSync(folder))(
  'La France s’engage, harvested (skipped: the shared data is absent)',
  () => {
    let environment: Environment = {};
    let runs: PrintedRun[] = [];

    beforeAll(async () => {
      environment = await freshData({ CARREFOUR_REHEARSAL: 'true' });
      ({ runs } = await runJson<{ runs: PrintedRun[] }>(
        ['harvest', 'cis-ffe-projects', '--from', folder],
        environment,
      ));
    }, 4 * minutes);

    it('accounts for 213 rows as 100 published and 113 grouped', async () => {
      expect(runs).toMatchObject([{ read: 213, added: 100, grouped: 113, quarantined: 0, failed: 0 }]);
      const { sources } = await runJson<PrintedStatus>(['status'], environment);
      expect(sources).toMatchObject([
        {
          read: 213,
          published: 100,
          grouped: 113,
          quarantined: 0,
          failed: 0,
          kinds: { innovation: 100, organization: 100, programme: 1 },
          open: 201,
        },
      ]);
    });

    it('shows the project with most places at all 25 of them, none of them inherited', async () => {
      const [doc] = await withLedgerOf(environment, (ledger) => ledger.docs([thingId(record('5'), 'it')]));
      expect(doc?.places).toHaveLength(25);
      expect(
        doc?.places.every(({ role, isInherited }) => role === 'implemented' && isInherited !== true),
      ).toBe(true);
    });

    it('makes one thing of the programme that each laureate names, and keeps the years', async () => {
      const set = 'programmes';
      const programme = thingId({ source: 'cis-ffe-projects', set, key: 'la-france-s-engage' }, 'it');
      const { docs, years } = await withLedgerOf(environment, async (ledger) => {
        const graphs = await Promise.all(
          projects.map(async (thing) => (await ledger.publication(thing))?.graph ?? ''),
        );
        return {
          docs: await ledger.docs([programme, thingId(record('1'), 'it')]),
          years: graphs.flatMap((graph) =>
            [...graph.matchAll(/#distinction> <[^>]+date> "(\d{4})"\^\^<[^>]+> \.$/gm)].map(
              ([, year]) => year,
            ),
          ),
        };
      });
      expect(docs[0]).toMatchObject({ kind: 'programme', title: { fr: 'La France s’engage' } });
      expect(docs[1]?.links).toContainEqual(
        expect.objectContaining({ id: programme, role: 'programme', kind: 'programme' }),
      );
      expect(years).toHaveLength(94);
      expect(new Set(years)).toEqual(new Set(['2014', '2015', '2016', '2017', '2018']));
    });

    it('has a marker for each pair of thing and place: 209, and a seat for the four projects without', async () => {
      const docs = await withLedgerOf(environment, (ledger) => ledger.docs(projects));
      const places = docs.flatMap((doc) => doc.places);
      expect(docs).toHaveLength(100);
      expect(places.filter(({ lat, radius }) => lat !== undefined && radius === undefined)).toHaveLength(209);
      const inherited = places.filter(({ isInherited }) => isInherited === true);
      expect(inherited.map(({ role, postcode }) => [role, postcode]).sort()).toEqual([
        ['seat', '69009'],
        ['seat', '75002'],
        ['seat', '75004'],
        ['seat', '75019'],
      ]);
    });

    it('says of no place in Africa that it is in France', async () => {
      const docs = await withLedgerOf(environment, (ledger) => ledger.docs(projects));
      const african = docs.flatMap(({ places }) =>
        places.filter(({ lat = 90, lon = 180 }) => lat < 38 && lat > -10 && lon > -18 && lon < 45),
      );
      expect(african).toHaveLength(10);
      expect(african.filter(({ territories }) => territories.includes('country-FR'))).toEqual([]);
    });
  },
  minutes,
);
