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

const table = 'nom,ville\nAtelier vélo,Guéret\n,Aubusson\n';
const mapping = `mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, $(nom)]
`;

describe('without script', () => {
  test('a table is checked with its mapping, both as files, row by row', async ({ visit }) => {
    const page = await visit('/valider', { script: 'off' });
    const file = (name: string, text: string) => ({
      name,
      mimeType: 'text/plain',
      buffer: Buffer.from(text),
    });
    await page.getByLabel('Ou un fichier').setInputFiles(file('ateliers.csv', table));
    await page.getByText('Traduction d’un tableau (YARRRML)').first().click();
    await page.getByLabel('Ou la traduction dans un fichier').setInputFiles(file('ateliers.yaml', mapping));
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.waitForURL(/\/valider\/.+/);
    expect(await page.getByText('ligne : 3').count()).toBeGreaterThan(0);
    expect(await page.getByText(',Aubusson').count()).toBeGreaterThan(0);
    expect(await page.getByRole('heading', { level: 3 }).textContent()).toBe('Atelier vélo');
  });

  test('a link fills the field, and a report can be had as JSON and as RDF', async ({ visit, shared }) => {
    const address = `/valider?${new URLSearchParams({ texte: good }).toString()}`;
    const page = await visit(address, { script: 'off', lang: 'en' });
    expect((await page.getByRole('textbox').first().inputValue()).trim()).toBe(good.trim());
    await page.getByRole('button', { name: 'Check' }).click();
    await page.waitForURL(/\/en\/valider\/.+/);
    for (const [name, type] of [
      ['JSON', 'application/json'],
      ['Turtle', 'text/turtle'],
      ['RDF/XML', 'application/rdf+xml'],
    ] as const) {
      const href = await page.getByRole('link', { name, exact: true }).getAttribute('href');
      const answer = await fetch(new URL(href ?? '', shared.url));
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining(type),
      ]);
    }
  });
});
