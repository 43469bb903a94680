import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/main/config.ts';

describe('the token of operators', () => {
  test('is absent unless it is set', () => {
    expect(readConfig({})).not.toHaveProperty('operatorToken');
    expect(readConfig({ CARREFOUR_OPERATOR_TOKEN: '' })).not.toHaveProperty('operatorToken');
  });

  test('is taken from 24 characters on', () => {
    const token = 'abcdefghijklmnopqrstuvwx';
    expect(readConfig({ CARREFOUR_OPERATOR_TOKEN: token }).operatorToken).toBe(token);
  });

  test('is refused where it is short or could not be sent, without being told', () => {
    for (const token of [
      'abcdefghijklmnopqrstuvw',
      'abcdefghijklm nopqrstuvwxyz',
      'abcdefghijklmnopqrstuvwxyz"',
    ]) {
      let message = '';
      try {
        readConfig({ CARREFOUR_OPERATOR_TOKEN: token });
      } catch (error) {
        message = String(error);
      }
      expect(message).toContain('CARREFOUR_OPERATOR_TOKEN must be 24 or more');
      expect(message).not.toContain(token);
    }
  });
});
