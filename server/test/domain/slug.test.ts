import { describe, expect, it } from 'vitest';
import { slugOf } from '../../src/domain/slug.ts';

describe('a slug', () => {
  it('keeps letters and digits, without accents', () => {
    expect(slugOf('Le Garage solidaire de Guéret (23)')).toBe('le-garage-solidaire-de-gueret-23');
    expect(slugOf('Cœur de l’Œuvre')).toBe('coeur-de-l-oeuvre');
  });

  it('is cut between words, and is empty where there is nothing to read', () => {
    const slug = slugOf(
      'Une très longue description qui dépasse largement la longueur que peut avoir une adresse',
    );
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug.endsWith('-')).toBe(false);
    expect(slugOf('…!')).toBe('');
  });
});
