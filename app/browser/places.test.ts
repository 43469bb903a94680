import { describe, expect } from 'vitest';
import type { Shared } from './setup.ts';
import { test } from './visit.ts';

/** How a place is told and drawn: the words beside its role, its address, and what the map holds. */
interface Told {
  readonly title: string;
  readonly words: { readonly fr: string; readonly en: string };
  readonly address: readonly string[];
  readonly drawn: 'point' | 'area' | 'nothing';
}

const places: readonly Told[] = [
  {
    title: 'Lieu au point près',
    words: { fr: 'Siège', en: 'Seat' },
    address: ['2 rue Basse', '23000 Guéret', 'France'],
    drawn: 'point',
  },
  {
    title: 'Lieu à la rue près',
    words: { fr: 'Siège · adresse connue, non située', en: 'Seat · address known, not located' },
    address: ['3 rue Haute', '23000 Guéret', 'France'],
    drawn: 'area',
  },
  {
    title: 'Lieu à la commune près',
    words: { fr: 'Siège · à la commune près', en: 'Seat · known to the town' },
    address: ['23000 Guéret', 'France'],
    drawn: 'area',
  },
  {
    title: 'Lieu au département près',
    words: { fr: 'Siège · au département près', en: 'Seat · known to the département' },
    address: ['Creuse', 'France'],
    drawn: 'area',
  },
  {
    title: 'Lieu à la région près',
    words: { fr: 'Siège · à la région près', en: 'Seat · known to the region' },
    address: ['Nouvelle-Aquitaine', 'France'],
    drawn: 'area',
  },
  {
    title: 'Lieu au pays près',
    words: { fr: 'Siège · au pays près', en: 'Seat · known to the country' },
    address: ['Belgique'],
    drawn: 'nothing',
  },
  {
    title: 'Lieu inconnu',
    words: { fr: 'Siège · lieu non reconnu', en: 'Seat · place not recognised' },
    address: ['Xyzzyville'],
    drawn: 'nothing',
  },
  {
    title: 'Lieu partagé',
    words: { fr: 'Siège · au département près', en: 'Seat · known to the département' },
    address: ['12 rue des Acacias', '01400', 'Ain', 'France'],
    drawn: 'area',
  },
];

async function pathOf(title: string, { url }: Shared): Promise<string> {
  const answer = await fetch(`${url}/api/v1/things?${new URLSearchParams({ q: `"${title}"` }).toString()}`);
  const { hits } = (await answer.json()) as { hits: { title: string; path: string }[] };
  const hit = hits.find((one) => one.title === title);
  if (hit === undefined) throw new Error(`No entry is called “${title}”.`);
  return hit.path;
}

describe('the place of an entry', () => {
  for (const { title, words, address, drawn } of places) {
    test(`${title}: its words and its map say no more than is known`, async ({ visit, shared }) => {
      const path = await pathOf(title, shared);
      for (const lang of ['fr', 'en'] as const) {
        const page = await visit(path, { lang, script: lang === 'fr' ? 'on' : 'off' });
        const section = page.locator('section[aria-labelledby=lieux]');
        expect(await section.locator('li > .menu').first().textContent()).toBe(words[lang]);
        if (lang === 'en') continue;
        expect(await section.locator('address span').allTextContents()).toEqual(address);
        const map = section.getByRole('region');
        if (drawn === 'nothing') {
          expect(await map.count()).toBe(0);
          continue;
        }
        await map.scrollIntoViewIfNeeded();
        await map.locator('.lieu, .aire').first().waitFor({ state: 'attached' });
        const [points, areas] = [await map.locator('.lieu').count(), await map.locator('.aire').count()];
        expect({ points, areas }).toEqual(
          drawn === 'point' ? { points: 1, areas: 0 } : { points: 0, areas: 1 },
        );
      }
    });
  }
});

describe('the place of a result', () => {
  test('is named as closely as it is known', async ({ visit }) => {
    const page = await visit('/recherche?source=lieux&per=50', { script: 'off', lang: 'en' });
    const told = await page
      .locator('article')
      .evaluateAll((articles) =>
        articles.map((each) => [
          each.querySelector('h2, h3')?.textContent.trim(),
          each.querySelector('.faits')?.textContent,
        ]),
      );
    expect(Object.fromEntries(told)).toMatchObject({
      'Lieu à la rue près': 'Guéret (23)',
      'Lieu au département près': 'Creuse',
      'Lieu à la région près': 'Nouvelle-Aquitaine',
      'Lieu au pays près': 'Belgium',
      'Lieu partagé': 'Ain',
    });
  });
});
