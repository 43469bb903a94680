import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', 3],
};

export default ts.config(
  {
    ignores: [
      '**/node_modules/',
      'data/',
      'app/build/',
      'app/.svelte-kit/',
      'app/src/lib/paraglide/',
      '**/fixtures/',
      '**/*.cjs',
      '**/*.d.mts',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            'eslint.config.js',
            'vitest.config.ts',
            'vitest.setup.ts',
            '.dependency-cruiser.mjs',
            'knip.config.ts',
          ],
        },
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      ...sizes,
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      // Links are localised by paraglide, which `resolve` does not know.
      'svelte/no-navigation-without-resolve': 'off',
      'max-lines': ['error', { max: 300 }],
    },
  },
  {
    files: ['app/src/**/*.ts'],
    languageOptions: { globals: globals.browser },
  },
  {
    // Written by ontology/scripts/generate-terms.ts from the vocabulary: as long as that is.
    files: ['ontology/src/terms.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // A describe() block is a chapter, not a function: its length says nothing.
    files: ['**/test/**/*.ts', '**/*.test.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // Plain scripts run before anything is installed, under the host's Node: no types there.
    files: ['scripts/**/*.mjs', '**/*.mjs', 'eslint.config.js'],
    ...ts.configs.disableTypeChecked,
  },
);
