type Bounds = [[south: number, west: number], [north: number, east: number]];

/** Views of France that one map cannot show together; place names are the same in both languages. */
export const shortcuts: readonly { readonly name: string; readonly bounds: Bounds }[] = [
  {
    name: 'Métropole',
    bounds: [
      [41.3, -5.2],
      [51.1, 9.6],
    ],
  },
  {
    name: 'Guadeloupe',
    bounds: [
      [15.8, -61.9],
      [16.6, -60.9],
    ],
  },
  {
    name: 'Martinique',
    bounds: [
      [14.3, -61.3],
      [15, -60.7],
    ],
  },
  {
    name: 'Guyane',
    bounds: [
      [2, -54.7],
      [6, -51.5],
    ],
  },
  {
    name: 'La Réunion',
    bounds: [
      [-21.5, 55.1],
      [-20.8, 55.9],
    ],
  },
  {
    name: 'Mayotte',
    bounds: [
      [-13.1, 44.9],
      [-12.6, 45.4],
    ],
  },
];
