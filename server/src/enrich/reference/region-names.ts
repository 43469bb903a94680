/** Other names of régions by code: those from before 2016, English ones, and initials that people write. */
export const otherRegionNames: Readonly<Record<string, readonly string[]>> = {
  '27': ['Bourgogne', 'Franche-Comté'],
  '28': ['Basse-Normandie', 'Haute-Normandie', 'Normandy'],
  '32': ['Nord-Pas-de-Calais', 'Picardie'],
  '44': ['Alsace', 'Champagne-Ardenne', 'Lorraine', 'Alsace-Champagne-Ardenne-Lorraine'],
  '75': ['Aquitaine', 'Limousin', 'Poitou-Charentes', 'New Aquitaine', 'Aquitaine-Limousin-Poitou-Charentes'],
  '76': ['Languedoc-Roussillon', 'Midi-Pyrénées'],
  '84': ['Auvergne', 'Rhône-Alpes'],
  '53': ['Brittany', 'Breizh'],
  '94': ['Corsica'],
  '93': ['PACA'],
  '11': ['IDF', 'Paris Region'],
};
