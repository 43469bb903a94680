import { describe, expect } from 'vitest';
import { test } from './visit.ts';

const good = `@prefix car: <https://w3id.org/carrefour/ns#> .
@prefix schema: <https://schema.org/> .
<https://example.org/garage> a car:Innovation ;
  schema:name "Garage solidaire"@fr ;
  schema:description "On y répare sa voiture avec un mécanicien."@fr .
`;

describe.each(['on', 'off'] as const)('a description that is checked, with scripts %s', (script) => {
  test('can be published, shows what its page would, and its report can be shown to others', async ({
    visit,
  }) => {
    const page = await visit('/valider', { script });
    await page.getByLabel('Texte à vérifier').fill(good);
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.waitForURL(/\/valider\/.+/);
    const title = page.getByRole('heading', { level: 1 });
    expect(await title.textContent()).toBe('Cette description peut être publiée');
    expect(await page.getByRole('heading', { level: 3 }).textContent()).toBe('Garage solidaire');
    const other = await visit(new URL(page.url()).pathname, { script });
    expect(await other.getByRole('heading', { level: 1 }).textContent()).toBe(await title.textContent());
  });

  test('without a name cannot be published, and is told on which line', async ({ visit }) => {
    const page = await visit('/valider', { script });
    const nameless = good.replace('schema:name "Garage solidaire"@fr ;\n', '');
    await page.getByLabel('Texte à vérifier').fill(nameless);
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.waitForURL(/\/valider\/.+/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('ne peut pas encore');
    expect(await page.getByText('ligne').first().textContent()).toContain('3');
  });

  test('that is empty is told so, and nothing is lost', async ({ visit }) => {
    const page = await visit('/valider', { script });
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toMatch(/^Erreur/);
    expect(await page.getByRole('alert').textContent()).toContain('rien à vérifier');
  });
});
