import { propertyUses } from '@carrefour/shapes';
import { describe } from 'vitest';
import { createInProcessClient } from '../../src/serve/client/in-process.ts';
import { createLabels } from '../../src/serve/labels.ts';
import { describeClientContract } from './client.contract.ts';
import { base, ledger, search, sources, suggestions, validations } from './fixture.ts';

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
