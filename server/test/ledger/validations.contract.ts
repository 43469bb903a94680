import { describe, expect, it } from 'vitest';
import type { KeptValidation } from '../../src/domain/validation.ts';
import { withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';

const kept: KeptValidation = {
  id: 'a-report',
  at: '2026-11-24T12:00:00.000Z',
  until: '2026-12-24T12:00:00.000Z',
  input: { text: '{}' },
  report: {
    format: 'jsonld',
    profile: 'good',
    conforms: false,
    profiles: { publishable: false, good: false, excellent: false },
    quads: 0,
    things: 0,
    causes: [],
    preview: [],
  },
};

/** Reports that people show to each other. */
export function describeValidations(open: OpenLedgerUnderTest): void {
  describe('validations', () => {
    const its = withLedger(open);

    it('are given back until their time is over', async () => {
      await its.ledger.keepValidation(kept);
      expect(await its.ledger.validation(kept.id)).toEqual(kept);
      expect(await its.ledger.validation('another')).toBeUndefined();
      const later = await its.under.connect({ now: kept.until });
      expect(await later.validation(kept.id)).toBeUndefined();
    });

    it('are removed once their time is over', async () => {
      const text = 'garage solidaire de Guéret '.repeat(4);
      await its.ledger.keepValidation({ ...kept, input: { text } });
      await its.ledger.keepValidation({
        ...kept,
        id: 'later',
        at: kept.until,
        until: '2027-01-24T12:00:00.000Z',
      });
      expect(await its.ledger.validation('later')).toBeDefined();
      expect(await its.ledger.validation(kept.id)).toBeUndefined();
    });
  });
}
