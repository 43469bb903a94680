import { propertyUses } from '@carrefour/shapes';
import { describe } from 'vitest';
import { createInProcessClient } from '../../src/serve/client/in-process.ts';
import { createLabels } from '../../src/serve/labels.ts';
import { describeClientContract } from './client.contract.ts';
import { base, ledger, search, sources, validations } from './fixture.ts';
import { suggestions } from './fixture-suggestions.ts';

describe('the in-process client', () => {
  const client = createInProcessClient({
    ledger,
    search,
    base,
    sources: () => sources,
    labels: createLabels(),
    suggestions,
    validations,
    propertyUses: propertyUses(),
  });
  describeClientContract(() => client);
});
