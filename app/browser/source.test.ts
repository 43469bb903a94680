import { describe, expect } from 'vitest';
import { test } from './visit.ts';

interface Source {
  readonly id: string;
  readonly quarantined: number;
  readonly failed: number;
  readonly quality?: { readonly things: number; readonly measures: { readonly overall: number } };
}

const readSource = async (url: string, id: string): Promise<Source> =>
  (await (await fetch(`${url}/api/v1/sources/${id}`)).json()) as Source;

describe.each(['fr', 'en'] as const)('the page of a source without script, in %s', (lang) => {
  test('tells its score, the fix worth most, and the spread of scores as a table too', async ({
    visit,
    routes,
    shared,
  }) => {
    const { quality } = await readSource(shared.url, routes.source.replace('/source/', ''));
    const page = await visit(routes.source, { lang, script: 'off' });
    expect(await page.getByText(`${String(quality?.measures.overall)}/100`).count()).toBeGreaterThan(0);
    const fix = lang === 'fr' ? 'Quelle correction rapporterait le plus ?' : 'Which fix would help most?';
    expect(await page.getByRole('heading', { name: fix }).count()).toBe(1);
    expect(await page.getByRole('img').getAttribute('aria-label')).toContain(String(quality?.things));
    await page.locator('summary').click();
    const cells = await page.getByRole('cell').allTextContents();
    expect(cells).toHaveLength(10);
    expect(cells.reduce((sum, cell) => sum + Number(cell), 0)).toBe(quality?.things);
  });
});

describe('sources', () => {
  test('say on their pages what became of each record, those set aside and unreadable included', async ({
    visit,
    shared,
  }) => {
    const listed = (await (await fetch(`${shared.url}/api/v1/sources`)).json()) as Source[];
    const page = await visit('/sources', { script: 'off' });
    for (const { id, quarantined, failed } of listed) {
      await page.goto(`/source/${id}`);
      for (const [count, words] of [
        [quarantined, 'mises de côté'],
        [failed, 'illisibles'],
      ] as const)
        expect(await page.getByText(words, { exact: true }).count(), `${id}: ${words}`).toBe(
          count > 0 ? 1 : 0,
        );
    }
    expect(listed.some(({ quarantined }) => quarantined > 0)).toBe(true);
  });

  test('that nobody knows are told so', async ({ visit }) => {
    const page = await visit('/source/personne', { script: 'off' });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('n’existe pas');
  });
});
