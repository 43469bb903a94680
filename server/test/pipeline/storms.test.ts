import { afterEach, describe, expect, it } from 'vitest';
import { approveRun, discardRun } from '../../src/backoffice/held-runs.ts';
import type { SourceCounts } from '../../src/ledger/ledger.ts';
import { openPartner, type Answer, type Partner } from './partner.ts';

interface Project {
  readonly id: string;
  readonly nom: string;
}

type Format = Parameters<typeof openPartner>[0] & {
  readonly type: string;
  readonly write: (projects: readonly Project[]) => string;
};

const each = (projects: readonly Project[], write: (project: Project) => string): string =>
  projects.map(write).join('\n');

const formats: Readonly<Record<string, Format>> = {
  csv: {
    protocol: 'csv',
    options: (url) => ({ url }),
    key: 'id',
    name: 'nom',
    type: 'text/csv',
    write: (projects) => `id,nom\n${each(projects, ({ id, nom }) => `${id},${nom}`)}\n`,
  },
  json: {
    protocol: 'json',
    options: (url) => ({ url }),
    key: 'id',
    name: 'nom',
    type: 'application/json',
    write: (projects) => JSON.stringify(projects),
  },
  geojson: {
    protocol: 'geojson',
    options: (url) => ({ url }),
    key: 'properties.id',
    name: 'properties.nom',
    type: 'application/geo+json',
    write: (projects) =>
      JSON.stringify({
        type: 'FeatureCollection',
        features: projects.map((properties) => ({ type: 'Feature', properties, geometry: null })),
      }),
  },
  yaml: {
    protocol: 'yaml',
    options: (url) => ({ url }),
    key: 'id',
    name: 'nom',
    type: 'application/yaml',
    write: (projects) =>
      projects.length === 0 ? '[]' : each(projects, ({ id, nom }) => `- id: "${id}"\n  nom: "${nom}"`),
  },
  feed: {
    protocol: 'feed',
    options: (url) => ({ url }),
    key: '_id',
    name: 'title',
    type: 'application/rss+xml',
    write: (projects) =>
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Fil</title>${each(
        projects,
        ({ id, nom }) => `<item><guid isPermaLink="false">${id}</guid><title>${nom}</title></item>`,
      )}</channel></rss>`,
  },
  'html-list': {
    protocol: 'html-list',
    options: (url) => ({
      url,
      items: { css: 'article' },
      fields: { id: { css: 'article', attr: 'id', in: 'item' }, nom: { css: 'h2' } },
    }),
    key: 'nom',
    name: 'nom',
    type: 'text/html',
    write: (projects) =>
      `<!doctype html><title>Projets</title><main>${each(
        projects,
        ({ id, nom }) => `<article id="${id}"><h2>${nom} ${id}</h2></article>`,
      )}</main>`,
  },
  jsonld: {
    protocol: 'jsonld',
    options: (url) => ({ url, class: 'https://voc.example/#Projet', vocab: 'https://voc.example/#' }),
    key: "['@id']",
    name: "['https://voc.example/#nom'][0]['@value']",
    type: 'application/ld+json',
    write: (projects) =>
      JSON.stringify({
        '@id': 'https://voc.example/#liste',
        membre: projects.map(({ id, nom }) => ({
          '@id': `https://voc.example/#${id}`,
          '@type': 'Projet',
          nom,
        })),
      }),
  },
  rdf: {
    protocol: 'rdf',
    options: (url) => ({ url, class: 'https://voc.example/#Projet' }),
    key: "['@id']",
    name: "['https://voc.example/#nom'][0]['@value']",
    type: 'text/turtle',
    write: (projects) =>
      `@prefix v: <https://voc.example/#> . v:liste a v:Liste .\n${each(
        projects,
        ({ id, nom }) => `v:${id} a v:Projet ; v:nom "${nom}" .`,
      )}`,
  },
  html: {
    protocol: 'html',
    options: (url) => ({ url, types: ['Project'] }),
    key: "['@id']",
    name: 'name',
    type: 'text/html',
    write: (projects) =>
      `<!doctype html><title>Projets</title><script type="application/ld+json">${JSON.stringify(
        projects.map(({ id, nom }) => ({
          '@type': 'Project',
          '@id': `https://partenaire.example/${id}`,
          name: nom,
        })),
      )}</script>`,
  },
};

const projects: readonly Project[] = Array.from({ length: 40 }, (_, index) => ({
  id: `p${String(index)}`,
  nom: `Projet ${String(index)}`,
}));
const renamed = projects.map(({ nom }, index) => ({ id: `uuid-${String(index)}`, nom }));
const signIn =
  '<!doctype html><html lang="fr"><title>Connexion</title><form><input name="mot-de-passe"></form></html>';

/** What can befall a source, as its answer. */
const storms: Readonly<Record<string, (format: Format) => Answer>> = {
  'an empty list': ({ type, write }) => ({ status: 200, type, body: write([]) }),
  'half the list': ({ type, write }) => ({ status: 200, type, body: write(projects.slice(0, 20)) }),
  'a sign-in page as 200': () => ({ status: 200, type: 'text/html', body: signIn }),
  'a 404': () => ({ status: 404, type: 'text/plain', body: 'Not found' }),
  'another scheme of ids': ({ type, write }) => ({ status: 200, type, body: write(renamed) }),
};

function good({ type, write }: Format, sent = projects): Answer {
  return { status: 200, type, body: write(sent) };
}

const opened: Partner[] = [];
afterEach(async () => {
  for (const partner of opened.splice(0)) await partner.close();
});

async function partnerWith(format: Format): Promise<Partner> {
  const partner = await openPartner(format);
  opened.push(partner);
  const first = await partner.pass(good(format), 0);
  expect(first.counts).toMatchObject({ read: 40, added: 40, quarantined: 0, failed: 0 });
  return partner;
}

async function countsOf(partner: Partner): Promise<SourceCounts | undefined> {
  const { sources } = await partner.withLedger((ledger) => ledger.counts());
  return sources.find(({ source }) => source === partner.source);
}

const csv = formats['csv'] as Format;
const json = formats['json'] as Format;

describe.each(Object.entries(formats))('a storm over %s', (_protocol, format) => {
  it('withdraws nothing, however often it comes back, and says why in plain words', async () => {
    const partner = await partnerWith(format);
    let day = 1;
    for (const [name, answer] of Object.entries(storms)) {
      for (const wait of [0, 8]) {
        const { held, aborted, counts } = await partner.pass(answer(format), day + wait);
        expect(counts.withdrawn, name).toBe(0);
        expect(held ?? aborted ?? '', name).toMatch(/\w+ \w+ \w+/);
        expect(held === undefined ? 40 : counts.missing, name).toBeGreaterThanOrEqual(20);
      }
      day += 20;
      const after = await partner.pass(good(format), day - 1);
      expect(after.counts.withdrawn, name).toBe(0);
      // Records under the other ids were taken in, and are what is missing once the old ids are back.
      expect(after.held === undefined, name).toBe(name !== 'another scheme of ids');
    }
    expect(await countsOf(partner)).toMatchObject({ withdrawn: 0 });
  }, 120_000);
});

describe('a held run', () => {
  it('is approved: what it missed goes, and comes back when its source sends it again', async () => {
    const partner = await partnerWith(csv);
    const { run = 0, held } = await partner.pass(good(csv, projects.slice(0, 20)), 1);
    expect(held).toContain('Of 40 published records, 20 are missing: more than the 8');
    expect(await partner.withLedger((ledger) => approveRun(ledger, run))).toEqual({ withdrawn: 20 });
    expect(await countsOf(partner)).toMatchObject({ withdrawn: 20 });
    await expect(partner.withLedger((ledger) => approveRun(ledger, run))).rejects.toMatchObject({
      code: 'conflict',
    });
    expect((await partner.pass(good(csv), 2)).counts).toMatchObject({ added: 20, unchanged: 20 });
    expect(await countsOf(partner)).toMatchObject({ withdrawn: 0 });
  });

  it('is discarded: everything stays', async () => {
    const partner = await partnerWith(csv);
    const { run = 0 } = await partner.pass(good(csv, []), 1);
    expect(await partner.withLedger((ledger) => discardRun(ledger, run))).toEqual({ withdrawn: 0 });
    expect(await countsOf(partner)).toMatchObject({ withdrawn: 0 });
    expect((await partner.pass(good(csv), 2)).counts).toMatchObject({ unchanged: 40, missing: 0 });
  });

  it('cannot be approved once a newer run has looked at the source', async () => {
    const partner = await partnerWith(csv);
    const { run = 0 } = await partner.pass(good(csv, []), 1);
    await partner.pass(good(csv), 2);
    await expect(partner.withLedger((ledger) => approveRun(ledger, run))).rejects.toThrow(
      'what was missing may be back',
    );
    expect(await countsOf(partner)).toMatchObject({ withdrawn: 0 });
  });

  it('comes of records that can no longer be published, whose last good version stays', async () => {
    const partner = await partnerWith(csv);
    const nameless = projects.map((project, index) => (index < 9 ? { ...project, nom: '' } : project));
    const { held, counts } = await partner.pass(good(csv, nameless), 1);
    expect(held).toContain('9 can no longer be published as they are');
    expect(counts).toMatchObject({ changed: 9, quarantined: 9, withdrawn: 0 });
    const stale = await partner.withLedger((ledger) =>
      ledger.claim({ source: partner.source, set: 'projets', key: 'p0' }),
    );
    expect(stale).toMatchObject({ isStale: true, outcome: 'publishable' });
  });
});

describe('records that their source says it deleted', () => {
  const marking: Format = { ...json, deletedWhen: { field: 'etat', values: ['supprimé'] } };
  const without = (count: number): Answer => ({
    status: 200,
    type: json.type,
    body: JSON.stringify(projects.map((one, index) => (index < count ? { ...one, etat: 'Supprimé' } : one))),
  });

  it('go at once, and come back when they are sent again', async () => {
    const partner = await partnerWith(marking);
    expect((await partner.pass(without(3), 1)).counts).toMatchObject({
      unchanged: 37,
      missing: 0,
      withdrawn: 3,
    });
    expect((await partner.pass(without(3), 2)).counts).toMatchObject({ withdrawn: 0 });
    expect((await partner.pass(good(marking), 3)).counts).toMatchObject({ added: 3, unchanged: 37 });
  });

  it('are held for an operator when they are too many', async () => {
    const partner = await partnerWith(marking);
    const { held, counts } = await partner.pass(without(20), 1);
    expect(held).toContain('20 are deleted by their source');
    expect(counts.withdrawn).toBe(0);
  });
});

describe('a few records that stay away', () => {
  it('go at the third complete pass without them, no sooner than after seven days', async () => {
    const partner = await partnerWith(csv);
    const fewer = good(csv, projects.slice(3));
    const passes = [];
    for (const day of [1, 2, 3, 9]) passes.push((await partner.pass(fewer, day)).counts);
    expect(passes.map(({ missing, withdrawn }) => [missing, withdrawn])).toEqual([
      [3, 0],
      [3, 0],
      [3, 0],
      [3, 3],
    ]);
  });

  it('are counted anew when they come back in between, and not at all by passes that failed', async () => {
    const partner = await partnerWith(csv);
    const fewer = good(csv, projects.slice(3));
    await partner.pass(fewer, 1);
    await partner.pass(good(csv), 5);
    await partner.pass(fewer, 6);
    const failed = (storms['a 404'] as (format: Format) => Answer)(csv);
    for (const day of [10, 12, 14]) expect((await partner.pass(failed, day)).aborted).toBeDefined();
    expect((await partner.pass(fewer, 15)).counts).toMatchObject({ missing: 3, withdrawn: 0 });
    expect((await partner.pass(fewer, 16)).counts).toMatchObject({ missing: 3, withdrawn: 3 });
  });
});
