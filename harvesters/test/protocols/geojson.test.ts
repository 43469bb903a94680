import { describeProtocolContract } from './protocol.contract.ts';

describeProtocolContract({
  name: 'geojson',
  site: { '/carte.geojson': 'carte.geojson' },
  options: (url) => ({ url }),
  records: 3,
  failed: 1,
  local: { content: 'carte.geojson', records: 3, failed: 1 },
});
