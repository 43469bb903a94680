import { describe, expect, it } from 'vitest';
import { csvCell } from '../../src/backoffice/csv-cell.ts';

describe('a cell of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33 1 23', "'+33 1 23"],
    ['+33123', "'+33123"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("a","b")', '"\'=HYPERLINK(""a"",""b"")"'],
  ])('is no formula: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });

  it.each([
    ['-0.5792', '-0.5792'],
    ['46.17', '46.17'],
    ['Garage', 'Garage'],
    ['Un, deux', '"Un, deux"'],
    ['Dit « "oui" »', '"Dit « ""oui"" »"'],
    ['deux\nlignes', '"deux\nlignes"'],
  ])('says what it said: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});
