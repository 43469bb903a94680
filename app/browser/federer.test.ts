import { describe, expect } from 'vitest';
import { test } from './visit.ts';

interface Report {
  readonly report: {
    readonly conforms: boolean;
    readonly things: number;
    readonly causes: readonly { readonly severity: string; readonly name?: string }[];
  };
}

describe('the page that tells partners how to join', () => {
  test.for(['fr', 'en'] as const)('has an example that conforms, in %s', async (lang, { visit, shared }) => {
    const page = await visit('/federer', { lang, script: 'off' });
    const example = await page.getByRole('textbox').inputValue();
    expect(example).toContain(`${shared.url}/context/v0.jsonld`);
    const answer = await fetch(`${shared.url}/api/v1/validate?profile=good`, {
      method: 'POST',
      headers: { 'content-type': 'application/ld+json' },
      body: example,
    });
    const { report } = (await answer.json()) as Report;
    expect(report).toMatchObject({ conforms: true, things: 2 });
    expect(report.causes.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  test('copies the example as it stands, where the browser can', async ({ visit, shared }) => {
    const page = await visit('/federer');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: shared.url });
    const field = page.getByRole('textbox');
    await field.fill((await field.inputValue()).replace('vélo-cargo du', 'triporteur du'));
    await page.getByRole('button', { name: 'Copier' }).click();
    await page.getByRole('button', { name: 'Texte copié' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('triporteur du quartier');
    const plain = await visit('/federer', { script: 'off' });
    expect(await plain.getByRole('button', { name: 'Copier' }).count()).toBe(0);
  });

  test('checks what is written in its place', async ({ visit }) => {
    const page = await visit('/federer', { script: 'off' });
    const field = page.getByRole('textbox');
    await field.fill((await field.inputValue()).replace('"MOB"', '"Mobilité"'));
    await page.getByRole('button', { name: 'Vérifier' }).click();
    await page.waitForURL(/\/valider\/.+/);
    expect(await page.getByText('« MOB »').count()).toBeGreaterThan(0);
  });
});
