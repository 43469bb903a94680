import { describeProtocolContract } from './protocol.contract.ts';

describeProtocolContract({
  name: 'csv',
  site: { '/ateliers.csv': 'ateliers.csv' },
  options: (url) => ({ url }),
  records: 3,
  failed: 1,
  local: { content: 'ateliers.csv', records: 3, failed: 1 },
});
