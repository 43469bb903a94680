import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { archiveOf } from './archive.ts';
import { describeProtocolContract } from './protocol.contract.ts';
import { all, openProtocol, type ProtocolFixture, type ProtocolUnderTest } from './protocol-under-test.ts';

const files = {
  'depot-1/LISEZMOI.md': 'Rien à moissonner ici.',
  'depot-1/content/services/a.md':
    '---\ntitle: Le compost mitoyen\nphases:\n  - name: essai\n    start: 2031-02-01\n---\n\n## **Problème :**\n\nTrop de *déchets*.\n\n### Chiffres\n\n30 %\n\n## La solution\n\nUn bac.',
  'depot-1/content/services/b.md': '---\ntitle: "Sans fin\n---\nTexte',
  'depot-1/content/services/c.1.md': '---\ntitle: Autre\n---\nUn mot.\n\n**Contexte**\n\nUne ligne.\n',
  'depot-1/content/services/image.png': 'x',
};
const archive = await archiveOf(files, [
  { name: 'depot-1/content/services/lien.md', type: 'symlink', linkname: '/etc/passwd' },
]);
const fixture: ProtocolFixture = {
  name: 'markdown',
  site: { '/depot.tar.gz': { type: 'application/gzip', body: archive } },
  options: (url) => ({ url, folder: 'content/services' }),
  records: 2,
  failed: 1,
  local: { content: archive, records: 2, failed: 1 },
};

describeProtocolContract(fixture);

let under: ProtocolUnderTest;
beforeEach(async () => {
  under = await openProtocol(fixture);
});
afterEach(() => under.close());

test('a record is its front matter, its body and what stands under each heading', async () => {
  const [first, , last] = await all(under.list());
  expect(first).toMatchObject({
    payload: {
      title: 'Le compost mitoyen',
      phases: [{ name: 'essai', start: '2031-02-01' }],
      _path: 'a.md',
      _name: 'a',
      _sections: [
        {
          heading: 'Problème :',
          key: 'probleme',
          level: 2,
          text: 'Trop de *déchets*.\n\n### Chiffres\n\n30 %',
        },
        { heading: 'Chiffres', key: 'chiffres', level: 3, text: '30 %' },
        { heading: 'La solution', key: 'la solution', level: 2, text: 'Un bac.' },
      ],
    },
  });
  expect(last).toMatchObject({
    payload: {
      _name: 'c.1',
      _sections: [
        { heading: '', key: '', level: 0, text: 'Un mot.' },
        { heading: 'Contexte', key: 'contexte', level: 7, text: 'Une ligne.' },
      ],
    },
  });
});

test('front matter that is not YAML is told with its file and line', async () => {
  const failed = (await all(under.list())).find(({ outcome }) => outcome === 'failed');
  expect(failed?.locator).toMatch(/content\/services\/b\.md line \d+$/);
});

test('a folder gives the same records as the archive, and its links are not followed', async () => {
  const folder = path.join(under.folder, 'services');
  await mkdir(folder);
  for (const [name, text] of Object.entries(files)) {
    if (name.includes('/services/')) await writeFile(path.join(folder, path.basename(name)), text);
  }
  await symlink('/etc/hostname', path.join(folder, 'd.md'));
  const payloads = async (context: { file?: string }, url = under.address) =>
    (await all(under.list(context, { url, folder: 'content/services' }))).map((one) =>
      one.outcome === 'record' ? one.payload : one.outcome,
    );
  const expected = await payloads({});
  expect(await payloads({ file: folder })).toEqual(expected);
  expect(await payloads({}, 'file:services')).toEqual(expected);
});

test('an archive that is cut off, or has nothing in the folder, is no empty list', async () => {
  under.site.answers.set('/depot.tar.gz', { body: archive.subarray(0, archive.length - 40) });
  await expect(all(under.list())).rejects.toMatchObject({ name: 'HarvestError' });
  const other = await archiveOf({ 'depot-1/autre/a.md': 'x' });
  under.site.answers.set('/depot.tar.gz', { body: other });
  await expect(all(under.list())).rejects.toThrow('no Markdown file');
});
